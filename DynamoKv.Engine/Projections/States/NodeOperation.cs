// An operation that is under way at a node.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.States;

/// <summary>An operation that is under way at a node.</summary>
/// <param name="Operation">Which.</param>
/// <param name="Kind">Get, put or delete.</param>
/// <param name="Key">Of which key.</param>
/// <param name="Since">Since when it is here.</param>
public sealed record NodeOperation(OperationId Operation, OperationKind Kind, Key Key, Instant Since)
{
    /// <summary>The node that coordinates it for this one; null: this one does, or has not chosen yet.</summary>
    public NodeId? ForwardedTo { get; init; }

    /// <summary>Whom this node asks as its coordinator; empty: it does not coordinate it.</summary>
    public ImmutableArray<NodeId> Replicas { get; init; } = [];

    /// <summary>R or W; 0: this node does not coordinate it.</summary>
    public int Required { get; init; }

    /// <summary>How many have succeeded.</summary>
    public int Reached { get; init; }

    /// <summary>How long its client lets it take; null: as long as the cluster has it.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether this node coordinates it.</summary>
    public bool IsCoordinated => Required > 0;
}
