// The floors of the house: which folder may use which. The one place where they are written down for the tests.
using ArchUnitNET.Domain;

namespace DynamoKv.Tests.Architecture;

/// <summary>A folder (a namespace below the root) and where it stands.</summary>
/// <param name="Name">The namespace without the root; the longest name that fits a type wins.</param>
/// <param name="Floor">It may use its own folder and folders of lower floors.</param>
/// <param name="Ceiling">The highest floor that it may use, where that is less than all below it.</param>
/// <param name="Neighbour">One room above the ceiling that it may use all the same.</param>
/// <param name="IsExact">The namespace itself only, without those below it.</param>
internal sealed record Room(string Name, decimal Floor, decimal Ceiling = decimal.MaxValue, string? Neighbour = null, bool IsExact = false);

/// <summary>The floors as a table, and the check that reads the built assemblies against it.</summary>
internal static class Floors
{
    /// <summary>The house from the top. A number after the point orders the rooms of one floor.</summary>
    public static IReadOnlyList<Room> House { get; } =
    [
        new("Web.Hosting", 7.5m),
        new("Web.Components", 7.4m, IsExact: true), // the document and the routes
        new("Web.Components.Pages", 7.3m),
        new("Web.Components", 7.2m),
        new("Web.Api", 7.2m),
        new("Web.Sessions", 7.1m),
        new("Engine.Experiments.Published", 6.87m), // beside 6: published results, measured again
        new("Engine.Experiments.Sweeps", 6.86m), // beside 6: scenarios as experiments
        new("Engine.Experiments.Plans", 6.85m), // beside 6: what all experiments have in common
        new("Engine.Archive", 6.9m), // beside 6: what a server keeps for good
        new("Engine.Scenarios.Reports", 6.8m), // beside 6: what came of a run, as text and pictures
        new("Engine.Scenarios.Running", 6.7m), // beside 6: runs what a file says, and judges it
        new("Engine.Scenarios", 6.6m), // beside 6: the language in which a run is written down
        new("Engine.Scenarios.Text", 6.55m), // YAML and JSON to one tree
        new("Engine.Experiments", 6.5m), // beside 6: runs simulations and reads them
        new("Engine.Simulation", 6m),
        new("Engine.Hosting", 6.2m, Ceiling: 5m, Neighbour: "Engine.Networking"), // the world as it is
        new("Engine.Networking", 6.1m, Ceiling: 4m),
        new("Engine.Storage.Sqlite", 6m, Ceiling: 4m),
        new("Engine.Projections", 6m, Ceiling: 4m), // beside 6: reads logs, never runs in a node
        new("Engine.Checking", 5.9m, Ceiling: 4m), // beside 6: reads logs and disks, never runs in a node
        new("Engine.Checking.Histories", 5.8m, Ceiling: 4m), // beside 6: reads logs, and knows nothing of the other checkers
        new("Engine.Node", 5m),
        new("Engine.Protocol", 4m),
        new("Engine.Storage", 4m),
        new("Engine.AntiEntropy", 3m),
        new("Engine.Membership", 3m),
        new("Engine.Versioning", 2m),
        new("Engine.Ring", 2m),
        new("Engine.Quorums", 1.1m),
        new("Engine.Primitives", 1m),
    ];

    /// <summary>What only some rooms may use of the libraries: the library's namespace and the rooms' names.</summary>
    public static IReadOnlyList<(string Library, string[] Rooms)> Libraries { get; } =
    [
        ("Microsoft.AspNetCore", ["Web"]),
        ("Microsoft.Extensions", ["Web"]),
        ("MudBlazor", ["Web"]),
        ("Microsoft.Data.Sqlite", ["Engine.Storage.Sqlite", "Engine.Archive"]),
        ("Dapper", ["Engine.Storage.Sqlite", "Engine.Archive"]),
        ("System.IO.Pipelines", ["Web", "Engine.Networking"]),
        ("System.Net", ["Web", "Engine.Networking"]),
        ("Grpc", ["Web", "Engine.Networking"]),
        ("Google.Protobuf", ["Engine.Networking"]),
        ("YamlDotNet", ["Engine.Scenarios.Text"]),
    ];

    /// <summary>One sentence a forbidden use, sorted; empty when the house stands.</summary>
    /// <param name="architecture">The loaded assemblies.</param>
    /// <param name="root">The namespace that all rooms share, "DynamoKv".</param>
    public static IReadOnlyList<string> Violations(ArchUnitNET.Domain.Architecture architecture, string root) =>
        [.. architecture.Types
            .Where(type => RoomOf(type, root) is not null)
            .SelectMany(type => type.Dependencies.Select(dependency => Problem(type, dependency.Target, root)))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)];

    /// <summary>Namespaces under the root's two projects that no room of the house covers.</summary>
    public static IReadOnlyList<string> Unplaced(ArchUnitNET.Domain.Architecture architecture, string root) =>
        [.. architecture.Types
            .Select(type => NameOf(type))
            .Where(name => name.StartsWith(root + ".Engine", StringComparison.Ordinal) || name.StartsWith(root + ".Web", StringComparison.Ordinal))
            .Where(name => RoomOf(name, root) is null)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static string? Problem(IType source, IType target, string root)
    {
        var from = RoomOf(source, root)!;
        var to = RoomOf(target, root);
        if (to is null)
        {
            return LibraryProblem(source, target, from);
        }

        var isAllowed = ReferenceEquals(from, to) || (to.Floor < from.Floor && to.Floor <= from.Ceiling) || to.Name == from.Neighbour;
        return isAllowed ? null : $"{source.FullName} (floor {from.Floor}) uses {target.FullName} (floor {to.Floor})";
    }

    private static string? LibraryProblem(IType source, IType target, Room from)
    {
        foreach (var (library, rooms) in Libraries)
        {
            if (Covers(library, NameOf(target)) && !rooms.Any(room => Covers(room, from.Name)))
            {
                return $"{source.FullName} uses {target.FullName}, which belongs to {string.Join(" and ", rooms)}";
            }
        }

        return null;
    }

    // A type parameter stands in no namespace.
    private static string NameOf(IType type) => type.Namespace?.FullName ?? "";

    private static Room? RoomOf(IType type, string root) => RoomOf(NameOf(type), root);

    private static Room? RoomOf(string name, string root) =>
        name.StartsWith(root + ".", StringComparison.Ordinal)
            ? House.Where(room => room.IsExact ? room.Name == name[(root.Length + 1)..] : Covers(room.Name, name[(root.Length + 1)..]))
                .OrderByDescending(room => room.Name.Length)
                .ThenByDescending(room => room.IsExact)
                .FirstOrDefault()
            : null;

    private static bool Covers(string outer, string name) => name == outer || name.StartsWith(outer + ".", StringComparison.Ordinal);
}
