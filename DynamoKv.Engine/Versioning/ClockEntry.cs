// One pair of a vector clock, and how two clocks can stand to each other.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>How one clock stands to another (Dynamo 4.4).</summary>
public enum ClockRelation
{
    /// <summary>Both have seen the same.</summary>
    Equal,

    /// <summary>The other has seen everything that this one has, and more.</summary>
    Before,

    /// <summary>This one has seen everything that the other has, and more.</summary>
    After,

    /// <summary>Each has seen something that the other has not.</summary>
    Concurrent,
}

/// <summary>One pair of a clock: everything of this actor up to this counter was seen.</summary>
/// <param name="Actor">The life of a node.</param>
/// <param name="Counter">The last write of it that was seen, from 1.</param>
/// <param name="UpdatedAt">
/// When that write was made. Kept by plain vector clocks only, whose truncation drops the oldest pair; zero otherwise.
/// It takes no part in <see cref="VectorClock.CompareTo"/>.
/// </param>
public readonly record struct ClockEntry(VersionActor Actor, long Counter, Instant UpdatedAt = default)
{
    /// <summary>
    /// Which of two pairs of one actor knows more; times only break ties, so that a merge is commutative.
    /// </summary>
    internal static int CompareKnowledge(in ClockEntry left, in ClockEntry right)
    {
        var byCounter = left.Counter.CompareTo(right.Counter);
        return byCounter != 0 ? byCounter : left.UpdatedAt.CompareTo(right.UpdatedAt);
    }
}
