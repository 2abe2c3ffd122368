// Everything that a run is made of, but for what people do to it.
using System.Collections.Immutable;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation;

/// <summary>Everything that a run is made of, but for what people do to it. Same scenario and seed: same log, byte for byte.</summary>
public sealed record Scenario
{
    /// <summary>What the run is called, in words.</summary>
    public required string Name { get; init; }

    /// <summary>Where all chance of the run comes from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The nodes, in the order in which they start and in which a client tries the next one.</summary>
    public required ImmutableArray<RingMember> Members { get; init; }

    /// <summary>Groups of members that at first know only each other; who is in none knows all. Empty: everybody knows everybody.</summary>
    public ImmutableArray<ImmutableArray<NodeId>> Islands { get; init; } = [];

    /// <summary>How the ring is partitioned.</summary>
    public RingOptions Ring { get; init; } = new();

    /// <summary>How every node behaves.</summary>
    public NodeOptions Node { get; init; } = new();

    /// <summary>What lies between the nodes.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>What lies below the nodes.</summary>
    public DiskOptions Disk { get; init; } = new();

    /// <summary>Clients that work by themselves; null: none.</summary>
    public WorkloadOptions? Workload { get; init; }

    /// <summary>Clients that have names, and their script; null: none. Not together with <see cref="Workload"/>.</summary>
    public ClientOptions? Clients { get; init; }

    /// <summary>Faults by plan that may name their nodes by what they are, and their times by what happens.</summary>
    public ImmutableArray<PlannedFault> Faults { get; init; } = [];

    /// <summary>When every fault ends, who is down is started, who is paused goes on, and no planned fault begins any more; null: never.</summary>
    public Instant? CalmAt { get; init; }

    /// <summary>What was done by hand in another run and is done again, in the order of the times; within one time in this order.</summary>
    public ImmutableArray<HandAction> ByHand { get; init; } = [];

    /// <summary>
    /// What happens by plan; at one instant: heal, inject, client requests, then in this order. An action that is
    /// pointless when its time comes (the crash of a node that is down already) is passed over.
    /// </summary>
    public ImmutableArray<TimedAction> Timeline { get; init; } = [];
}

/// <summary>Something that happens by plan.</summary>
/// <param name="At">When, in virtual time.</param>
/// <param name="Action">What.</param>
public sealed record TimedAction(Instant At, ScenarioAction Action);
