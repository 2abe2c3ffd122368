// What a plot has to know of one client operation.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.Series;

/// <summary>What a plot has to know of one client operation.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Kind">Get, put or delete.</param>
/// <param name="EnteredAt">When it entered.</param>
public sealed record OperationFact(OperationId Operation, OperationKind Kind, Instant EnteredAt)
{
    /// <summary>When its client got the answer; null: it waits, or never will.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>How it stands.</summary>
    public OperationState State { get; init; }

    /// <summary>Who coordinated it; null: unknown.</summary>
    public NodeId? Coordinator { get; init; }

    /// <summary>Whether a read missed a write that was acknowledged before it began; null: it is no answered read.</summary>
    public bool? IsStale { get; init; }

    /// <summary>How long before it began the key's newest write was acknowledged; null: none was, or it is no answered read.</summary>
    public TimeSpan? Age { get; init; }
}

/// <summary>A time in which something was broken.</summary>
/// <param name="What">What, in words.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null: it is still so.</param>
public sealed record FaultWindow(string What, Instant From, Instant? Until);
