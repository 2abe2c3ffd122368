// A write of a key, as the log tells it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Graphs;

/// <summary>A write of a key.</summary>
/// <param name="Ordinal">Which write of the key, from 1; 0: the log begins later, only a disk knows it.</param>
/// <param name="Version">What it wrote.</param>
/// <param name="EventNumber">The entry in which it was seen first; 0 as with the ordinal.</param>
public sealed record WrittenVersion(int Ordinal, Sibling Version, long EventNumber)
{
    /// <summary>The client operation that wrote it; null: nobody can tell.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>The name of the client that asked for it; null: it has none.</summary>
    public string? Client { get; init; }

    /// <summary>When its client heard that it is saved; null: it has not.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>What the write had seen, its own name left out of account.</summary>
    public VectorClock Seen { get; init; } = Version.Past;

    /// <summary>The name of the write.</summary>
    public Dot Dot => Version.Dot;

    /// <summary>The node that coordinated it.</summary>
    public NodeId Coordinator => Version.Dot.Actor.Node;

    /// <summary>Whether this write had seen another one.</summary>
    public bool HasSeen(WrittenVersion other) => Dot != other.Dot && Seen.Covers(other.Dot);

    /// <summary>Whether it comes after another one by time, as last-write-wins decides: by the coordinators' clocks, then by name.</summary>
    public bool IsLaterThan(WrittenVersion other)
    {
        var byTime = Version.WrittenAt.CompareTo(other.Version.WrittenAt);
        return byTime > 0 || (byTime == 0 && Dot.CompareTo(other.Dot) > 0);
    }
}
