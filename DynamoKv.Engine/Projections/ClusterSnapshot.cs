// A picture of a cluster at one line of its log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>Everything the pages show, folded from the log up to one entry. Immutable.</summary>
/// <param name="EventNumber">The number of the last entry that was folded in; 0 before the first.</param>
/// <param name="Now">When that entry was written.</param>
/// <param name="Nodes">All nodes, by name.</param>
/// <param name="InFlight">Messages under way, by number.</param>
/// <param name="Operations">The newest operations, oldest first, at most <see cref="MaxOperations"/>.</param>
/// <param name="Faults">Faults in force, by name.</param>
public sealed record ClusterSnapshot(
    long EventNumber,
    Instant Now,
    ImmutableSortedDictionary<NodeId, NodeView> Nodes,
    ImmutableSortedDictionary<long, MessageView> InFlight,
    ImmutableList<OperationView> Operations,
    ImmutableSortedDictionary<string, FaultView> Faults)
{
    /// <summary>How many operations a snapshot keeps.</summary>
    public const int MaxOperations = 100;

    /// <summary>How many rows and hints of a node are kept, the newest; null: all. A live cluster may hold more than a picture can.</summary>
    public int? RowBound { get; init; }

    /// <summary>Whether what one node sends to another could arrive: neither is down, and no partition or cut lies between.</summary>
    public bool CanReach(NodeId sender, NodeId receiver) =>
        !IsDown(sender) && !IsDown(receiver) && !IsCut(sender, receiver);

    /// <summary>Whether a partition or cut lies on the way from one node to another.</summary>
    public bool IsCut(NodeId sender, NodeId receiver) =>
        Faults.Values.Any(fault => fault.Barriers.Any(barrier => barrier.IsBetween(sender, receiver)));

    /// <summary>The snapshot before the first entry: nothing was heard of any node.</summary>
    public static ClusterSnapshot Before(IEnumerable<NodeId> nodes) => new(
        0,
        Instant.Zero,
        nodes.ToImmutableSortedDictionary(node => node, NodeView.Unheard),
        ImmutableSortedDictionary<long, MessageView>.Empty,
        [],
        ImmutableSortedDictionary.Create<string, FaultView>(StringComparer.Ordinal));

    /// <summary>The snapshot after one more log entry. Pure.</summary>
    public ClusterSnapshot Apply(LogEntry entry) => new(
        entry.Number,
        entry.At,
        RowBounds.Keep(NodeFold.Apply(Nodes, entry), entry, RowBound),
        MessageFold.Apply(InFlight, entry),
        OperationFold.Apply(Operations, entry),
        FaultFold.Apply(Faults, entry))
    {
        RowBound = RowBound,
    };

    private bool IsDown(NodeId node) => Nodes.TryGetValue(node, out var view) && view.Condition == NodeCondition.Down;
}
