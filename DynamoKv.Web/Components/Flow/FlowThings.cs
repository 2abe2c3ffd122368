// What else stands in the space-time diagram.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Something that happened at one place.</summary>
/// <param name="Event">The entry.</param>
/// <param name="At">When.</param>
/// <param name="Node">On whose lane.</param>
/// <param name="Name">The event's name, in the words of the log.</param>
/// <param name="Detail">What it says beside its name.</param>
public sealed record FlowMark(long Event, Instant At, NodeId Node, string Name, string Detail)
{
    /// <summary>How it stands to what is chosen.</summary>
    public FlowRelation Relation { get; init; }
}

/// <summary>What a node was like for a while.</summary>
public enum FlowSpanKind
{
    /// <summary>Its process had ended.</summary>
    Down,

    /// <summary>It stood still.</summary>
    Paused,

    /// <summary>Nothing is known of what it did: a live cluster's trace has a gap.</summary>
    Missing,
}

/// <summary>A while on a node's lane.</summary>
/// <param name="FromEvent">Where it begins; 0: before what is on show.</param>
/// <param name="ToEvent">Where it ends; 0: it goes on.</param>
public sealed record FlowSpan(NodeId Node, FlowSpanKind Kind, long FromEvent, Instant From, long ToEvent, Instant? To)
{
    /// <summary>Why, where that is known.</summary>
    public string? Reason { get; init; }
}

/// <summary>A fault in force, behind everything.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="FromEvent">Where it begins; 0: before what is on show.</param>
/// <param name="ToEvent">Where it ends; 0: it goes on.</param>
public sealed record FlowBand(string Fault, string Description, long FromEvent, Instant From, long ToEvent, Instant? To);

/// <summary>A client's operation, from its beginning to its end as the client sees them.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Client">The client's name; null: it has none.</param>
/// <param name="Kind">Get, put or delete.</param>
/// <param name="Key">Of which key.</param>
/// <param name="FromEvent">Where it begins; 0: before what is on show.</param>
/// <param name="ToEvent">Where it ends; 0: the client waits.</param>
public sealed record FlowBar(
    OperationId Operation, string? Client, OperationKind Kind, Key Key, long FromEvent, Instant From, long ToEvent, Instant? To)
{
    /// <summary>How it stands.</summary>
    public OperationState State { get; init; }

    /// <summary>How it stands to what is chosen.</summary>
    public FlowRelation Relation { get; init; }

    /// <summary>Which of the rows of its lane it takes, from 0.</summary>
    public int Row { get; init; }
}
