// Reads a fault of the scenario language from JSON.
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Api;

/// <summary>Reads a fault of the scenario language from JSON. Whether its nodes exist is for whoever puts it in to say.</summary>
internal static partial class FaultBody
{
    private const int MostGroups = 10;
    private const int MostNodes = 100;

    /// <summary>What the object may hold.</summary>
    public static readonly string[] Words = ["id", "for", "partition", "cut", "link", "clock", "disk"];

    /// <summary>The fault, and how long it shall last (null: nobody said).</summary>
    /// <exception cref="ApiException">When it is no fault; says what is wrong.</exception>
    public static (FaultAction Fault, TimeSpan? Lasts) Read(JsonElement body)
    {
        var kinds = Words[2..].Where(word => body.TryGetProperty(word, out _)).ToList();
        if (kinds is not [var kind])
        {
            throw ApiException.BadRequest($"The body must hold exactly one of {string.Join(", ", Words[2..])}.");
        }

        var what = new FaultWords(kind, body.GetProperty(kind));
        var id = Id(body.Text("id") ?? $"{kind}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        FaultAction fault = kind switch
        {
            "partition" => new PartitionAction(id, Groups(what.Only("groups"))),
            "cut" => new CutAction(id, what.Only("from", "to").Node("from"), what.Nodes("to")),
            "link" => Link(id, what.Only("from", "to", "delay", "loss", "duplicate")),
            "clock" => Clock(id, what.Only("node", "offset", "drift_ppm")),
            _ => Disk(id, what.Only("node", "full", "slow")),
        };
        return (fault, body.Text("for") is { } lasts ? Durations.Parse("for", lasts) : null);
    }

    private static string Id(string id) => IdPattern().IsMatch(id)
        ? id
        : throw ApiException.BadRequest("The property 'id' must be 1 to 63 letters, digits or '-', the first one no '-'.");

    private static ImmutableArray<ImmutableArray<NodeId>> Groups(FaultWords words)
    {
        var all = words.Get("groups");
        if (all is not { ValueKind: JsonValueKind.Array } groups || groups.GetArrayLength() is < 2 or > MostGroups)
        {
            throw words.Wrong("groups", $"an array of 2 to {MostGroups} arrays of node names");
        }

        ImmutableArray<ImmutableArray<NodeId>> read = [.. groups.EnumerateArray().Select(group => words.Nodes("groups", group, MostNodes))];
        var twice = read.SelectMany(group => group).GroupBy(node => node).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? read : throw ApiException.BadRequest($"{twice.Key} stands in 'groups' twice: each node is in one group at most.");
    }

    private static LinkAction Link(string id, FaultWords words)
    {
        var link = new LinkAction(
            id, words.NodeOrNull("from"), words.NodeOrNull("to"), words.Delay("delay") ?? Latency.Constant(TimeSpan.Zero),
            words.Share("loss"), words.Share("duplicate"));
        return !link.Delay.IsZero || link.Loss > 0 || link.Duplicate > 0
            ? link
            : throw ApiException.BadRequest("A link fault needs a 'delay', a 'loss' or a 'duplicate' above zero.");
    }

    private static ClockAction Clock(string id, FaultWords words)
    {
        var offset = words.Duration("offset") ?? TimeSpan.Zero;
        var drift = words.Number("drift_ppm", -100_000, 100_000) ?? 0;
        return offset != TimeSpan.Zero || drift != 0
            ? new ClockAction(id, words.Node("node"), offset, drift)
            : throw ApiException.BadRequest("A clock fault needs an 'offset' or a 'drift_ppm' that is not zero.");
    }

    private static FaultAction Disk(string id, FaultWords words)
    {
        var (isFull, delay) = (words.Flag("full"), words.Delay("slow"));
        return (isFull, delay) switch
        {
            (true, null) => new FullDiskAction(id, words.Node("node")),
            (false, { IsZero: false }) => new SlowDiskAction(id, words.Node("node"), delay),
            _ => throw ApiException.BadRequest("A disk fault needs either \"full\": true or a \"slow\" above zero."),
        };
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,62}$")]
    private static partial Regex IdPattern();
}
