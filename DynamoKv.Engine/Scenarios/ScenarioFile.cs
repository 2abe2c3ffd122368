// A scenario as a file says it.
using System.Collections.Immutable;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Scenarios;

/// <summary>
/// A scenario as a file says it: what is run, for how long, how often, and what is to come of it. Read it by <see
/// cref="ScenarioReader"/>.
/// </summary>
public sealed record ScenarioFile
{
    /// <summary>The version of the language.</summary>
    public const int Language = 1;

    /// <summary>The most seeds of a file.</summary>
    public const int MaxRepeat = 1_000_000;

    /// <summary>The version that the file names.</summary>
    public int Version { get; init; } = Language;

    /// <summary>What the scenario is called: lower-case letters, digits and hyphens.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it shows, in a sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Where all chance comes from; with repeats the first of several.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>When all faults end; clients that have no end of their own end then too.</summary>
    public TimeSpan Until { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the cluster then has to come to rest before it is judged.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The nodes and how they behave.</summary>
    public ClusterPart Cluster { get; init; } = new();

    /// <summary>What lies between them.</summary>
    public NetworkPart Network { get; init; } = new();

    /// <summary>Who asks what; null: nobody anything.</summary>
    public WorkloadPart? Workload { get; init; }

    /// <summary>Clients without names; null: none. Not together with <see cref="Workload"/>.</summary>
    public WorkloadOptions? Background { get; init; }

    /// <summary>What breaks, and who comes and goes.</summary>
    public ImmutableArray<PlannedFault> Faults { get; init; } = [];

    /// <summary>What people did once, in the order of the times.</summary>
    public ImmutableArray<HandAction> ByHand { get; init; } = [];

    /// <summary>What has to hold.</summary>
    public ImmutableArray<Assertion> Assertions { get; init; } = [];

    /// <summary>How many seeds, one after another.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>What is varied; the same seeds in every cell.</summary>
    public ImmutableArray<SweepAxis> Sweep { get; init; } = [];

    /// <summary>The file as the engine runs it.</summary>
    /// <param name="seed">Of this run; null: the file's own.</param>
    public Scenario ToScenario(ulong? seed = null) => new()
    {
        Name = Name,
        Seed = seed ?? Seed,
        Members = Cluster.Members,
        Ring = Cluster.Ring,
        Node = Cluster.Node,
        Network = Network.ToOptions(Cluster),
        Disk = Cluster.Disk,
        Clients = Workload?.ToOptions(Instant.After(Until)),
        Workload = Background,
        Faults = Faults,
        ByHand = ByHand,
        CalmAt = Instant.After(Until),
    };
}

/// <summary>Where nodes keep their rows.</summary>
public enum StorageKind
{
    /// <summary>In memory.</summary>
    Memory,

    /// <summary>In a SQLite database of their own.</summary>
    Sqlite,
}

/// <summary>The nodes of a file and how they behave.</summary>
public sealed record ClusterPart
{
    /// <summary>The nodes.</summary>
    public ImmutableArray<NodeId> Nodes { get; init; } = [.. "ABCDE".Select(letter => new NodeId($"{letter}"))];

    /// <summary>What fails together.</summary>
    public ImmutableArray<(string Name, ImmutableArray<NodeId> Value)> Racks { get; init; } = [];

    /// <summary>Virtual nodes of each.</summary>
    public int Tokens { get; init; } = RingMember.DefaultTokens;

    /// <summary>Virtual nodes of single ones.</summary>
    public ImmutableArray<(string Name, int Value)> Weights { get; init; } = [];

    /// <summary>How the ring is cut.</summary>
    public RingOptions Ring { get; init; } = new();

    /// <summary>How every node behaves.</summary>
    public NodeOptions Node { get; init; } = NodeOptions.Everything;

    /// <summary>Where the nodes keep their rows.</summary>
    public StorageKind Storage { get; init; }

    /// <summary>What lies below them.</summary>
    public DiskOptions Disk { get; init; } = new();

    /// <summary>The nodes as the ring sees them.</summary>
    public ImmutableArray<RingMember> Members => [.. Nodes.Select(node => new RingMember(node, TokensOf(node), RackOf(node)))];

    /// <summary>The nodes of a rack; none: there is no such rack.</summary>
    public ImmutableArray<NodeId> NodesOf(string rack) => Racks.FirstOrDefault(one => one.Name == rack).Value is { IsDefault: false } nodes ? nodes : [];

    private int TokensOf(NodeId node) => Weights.FirstOrDefault(weight => weight.Name == node.Value) is { Name: not null } own ? own.Value : Tokens;

    private string? RackOf(NodeId node) => Racks.FirstOrDefault(rack => rack.Value.Contains(node)).Name;
}
