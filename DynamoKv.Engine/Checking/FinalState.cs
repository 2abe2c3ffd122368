// What the disks hold when a run is at rest.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>What one node's disk holds.</summary>
/// <param name="Node">The node.</param>
/// <param name="Rows">Its rows, in key order.</param>
/// <param name="Hints">What it keeps for others.</param>
internal sealed record NodeState(
    NodeId Node, IReadOnlyList<KeyValuePair<Key, SiblingSet>> Rows, IReadOnlyList<Hint> Hints)
{
    /// <summary>Its copy of a key.</summary>
    public SiblingSet RowOf(Key key)
    {
        foreach (var row in Rows)
        {
            if (row.Key == key)
                return row.Value;
        }

        return SiblingSet.Empty;
    }
}

/// <summary>The root of one node's Merkle tree over a range (Dynamo 4.7).</summary>
internal readonly record struct TreeRoot(NodeId Node, RingRange Range, string Root);

/// <summary>What all disks hold when a run is at rest, read from the stores and not from the log.</summary>
/// <param name="Nodes">Everybody who is up, members or not.</param>
/// <param name="PrimariesOf">Who has to hold a key.</param>
/// <param name="Trees">The Merkle trees of those who keep any.</param>
/// <param name="IsConverging">Whether anything brings replicas together that differ: read repair or
/// anti-entropy.</param>
internal sealed record FinalState(
    ImmutableArray<NodeState> Nodes, Func<Key, ImmutableArray<NodeId>> PrimariesOf, ImmutableArray<TreeRoot> Trees, bool IsConverging);
