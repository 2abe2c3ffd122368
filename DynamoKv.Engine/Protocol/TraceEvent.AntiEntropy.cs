// What a node says about anti-entropy (Dynamo 4.7).
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about anti-entropy (Dynamo 4.7).</summary>
    public abstract record OfAntiEntropy : TraceEvent;

    /// <summary>The node begins to build its Merkle trees from its rows.</summary>
    /// <param name="Ranges">How many ranges it replicates.</param>
    public sealed record TreesBuilding(int Ranges) : OfAntiEntropy;

    /// <summary>The trees are whole.</summary>
    /// <param name="Rows">Rows that were read for it; those of other ranges are in no tree.</param>
    public sealed record TreesReady(int Ranges, long Keys, long Rows) : OfAntiEntropy;

    /// <summary>The node compares itself with a peer.</summary>
    /// <param name="Ranges">How many ranges they share.</param>
    /// <param name="Keys">How many keys of those this node has.</param>
    public sealed record ExchangeStarted(ExchangeId Exchange, NodeId Peer, int Ranges, long Keys, bool IsByHand, bool IsDryRun)
        : OfAntiEntropy;

    /// <summary>The descent is over: in these many buckets the two differ.</summary>
    public sealed record BucketsDiffer(ExchangeId Exchange, NodeId Peer, int Buckets, long Hashes) : OfAntiEntropy;

    /// <summary>The two differ in a key. Said of the first <see cref="Comparison.MaxKeys"/> only.</summary>
    public sealed record KeyDiffers(ExchangeId Exchange, NodeId Peer, Key Key, KeyDifference Difference) : OfAntiEntropy;

    /// <summary>The comparison is over.</summary>
    public sealed record ExchangeEnded(
        ExchangeId Exchange, NodeId Peer, bool IsDryRun, ComparisonCounts Counts, long FullCopyKeys, long FullCopyBytes)
        : OfAntiEntropy;

    /// <summary>The comparison came to no end; what was merged before stays.</summary>
    public sealed record ExchangeAbandoned(ExchangeId Exchange, NodeId Peer, ExchangeRefusal Reason, ComparisonCounts Counts)
        : OfAntiEntropy;

    /// <summary>The node takes no part in comparisons from now on.</summary>
    public sealed record AntiEntropyPaused : OfAntiEntropy;

    /// <summary>The node takes part again.</summary>
    public sealed record AntiEntropyResumed : OfAntiEntropy;
}
