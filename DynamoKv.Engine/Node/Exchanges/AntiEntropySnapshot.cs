// What a node's anti-entropy does, as people see it.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>What a node's anti-entropy does (Dynamo 4.7). Counts are those of the node's present life.</summary>
/// <param name="IsReady">Whether the trees are whole; else they are being built.</param>
/// <param name="RowsRead">Rows read for the building so far.</param>
/// <param name="RowsToRead">Rows on the disk.</param>
/// <param name="IsPaused">Whether it takes part only when a person asks.</param>
/// <param name="ExchangingWith">Whom the node compares itself with just now; null: nobody.</param>
/// <param name="Exchanges">Comparisons that it began and that came to their end.</param>
/// <param name="Abandoned">Comparisons that it began and that did not.</param>
/// <param name="Totals">What all of them cost and found.</param>
/// <param name="FullCopyBytes">About how many bytes copies of everything shared would have been in their place.</param>
/// <param name="Peers">The peers that share ranges with the node, sorted.</param>
/// <param name="Trees">The trees, ascending by the ends of their ranges.</param>
public sealed record AntiEntropySnapshot(
    bool IsReady, long RowsRead, long RowsToRead, bool IsPaused, NodeId? ExchangingWith, long Exchanges, long Abandoned,
    ComparisonCounts Totals, long FullCopyBytes, ImmutableArray<PeerComparison> Peers, ImmutableArray<TreeSummary> Trees)
{
    /// <summary>How much of the building is done, 0 .. 1.</summary>
    public double Progress => IsReady ? 1 : RowsToRead == 0 ? 0 : Math.Min(1, (double)RowsRead / RowsToRead);
}

/// <summary>The last comparison with a peer.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="EndedAt">When it ended; null: there was none.</param>
/// <param name="Failure">Why it came to no end; null: it did, or there was none.</param>
/// <param name="Counts">What it cost and found.</param>
public sealed record PeerComparison(NodeId Peer, Instant? EndedAt, ExchangeRefusal? Failure, ComparisonCounts Counts);

/// <summary>A tree in short.</summary>
/// <param name="Range">Which keys it covers.</param>
/// <param name="Root">Its root's hash, sixteen hexadecimal digits.</param>
/// <param name="KeyCount">How many keys it has.</param>
/// <param name="Depth">Levels below the root.</param>
public sealed record TreeSummary(RingRange Range, string Root, int KeyCount, int Depth);
