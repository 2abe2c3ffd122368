// A node's own account of itself.
using System.Collections.Immutable;
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node;

/// <summary>What a node knows of itself at one moment.</summary>
/// <param name="Self">The node.</param>
/// <param name="Incarnation">Its present life; 0 before it started.</param>
/// <param name="PendingOperations">Operations that it coordinates or forwarded and that are not over.</param>
/// <param name="Suspects">Peers that look down from here, sorted.</param>
/// <param name="Store">What its disk holds.</param>
public sealed record NodeSnapshot(
    NodeId Self, long Incarnation, int PendingOperations, ImmutableArray<NodeId> Suspects, StoreStatistics Store)
{
    /// <summary>What it keeps for others.</summary>
    public required HandoffSnapshot Handoff { get; init; }
}
