// What is known of one node at one line of a log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections;

/// <summary>What is known of a node's life.</summary>
public enum NodeCondition
{
    /// <summary>Nothing was heard of it yet.</summary>
    Unknown,

    /// <summary>It runs.</summary>
    Up,

    /// <summary>It runs but takes no input.</summary>
    Paused,

    /// <summary>Its process ended; in a live cluster: it has been silent for so long that it counts as down.</summary>
    Down,

    /// <summary>It does not answer; nobody can tell whether it runs. Only in a live cluster.</summary>
    Silent,
}

/// <summary>One node at one line of a log.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Condition">What is known of its life.</param>
/// <param name="Incarnation">The number of its newest life; 0 before the first.</param>
/// <param name="StartedAt">When that life began; null while it is not up.</param>
/// <param name="Rows">What its disk holds, by key.</param>
/// <param name="Suspects">Peers that look down from here.</param>
public sealed record NodeView(
    NodeId Id,
    NodeCondition Condition,
    long Incarnation,
    Instant? StartedAt,
    ImmutableSortedDictionary<Key, SiblingSet> Rows,
    ImmutableSortedSet<NodeId> Suspects)
{
    /// <summary>The hints that it keeps, by the node for which it keeps them, then by key.</summary>
    public ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> Hints { get; init; } = HintFold.None;

    /// <summary>What it said of itself when it was asked last; null: a picture that is whole needs nobody to ask.</summary>
    public NodeAccount? Told { get; init; }

    /// <summary>How many keys its disk holds; the rows may be a part of them in a live cluster.</summary>
    public long KeyCount => Told?.Keys ?? Rows.Count;

    /// <summary>What it keeps for others, by target.</summary>
    public IEnumerable<KeptFor> KeptHints =>
        Told?.Kept ?? Hints.Select(kept => new KeptFor(kept.Key, kept.Value.Count, kept.Value.Values.Min(hint => hint.Since)));

    /// <summary>How many hints it keeps.</summary>
    public int HintCount => Told is { } told ? (int)Math.Min(int.MaxValue, told.Kept.Sum(kept => kept.Count)) : Hints.Values.Sum(kept => kept.Count);

    /// <summary>What its memory holds and its disk does not yet, by key: newer than the rows, and lost by a crash (Dynamo 6.1).</summary>
    public ImmutableSortedDictionary<Key, SiblingSet> Buffered { get; init; } = ImmutableSortedDictionary<Key, SiblingSet>.Empty;

    /// <summary>A node of which nothing was heard yet.</summary>
    public static NodeView Unheard(NodeId node) => new(
        node, NodeCondition.Unknown, 0, null, ImmutableSortedDictionary<Key, SiblingSet>.Empty, ImmutableSortedSet<NodeId>.Empty);
}
