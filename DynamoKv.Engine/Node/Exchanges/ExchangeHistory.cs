// What the comparisons of a life came to.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>Counts over all comparisons that a node began, and the last one with each peer.</summary>
internal sealed class ExchangeHistory
{
    private readonly SortedDictionary<NodeId, PeerComparison> _last = [];

    public long Ended { get; private set; }

    public long Abandoned { get; private set; }

    public ComparisonCounts Totals { get; private set; }

    public long FullCopyBytes { get; private set; }

    public void Add(Comparison comparison, Instant now)
    {
        Ended++;
        FullCopyBytes += comparison.FullCopyBytes;
        Add(comparison.Target, comparison.Counts, null, now);
    }

    public void AddAbandoned(NodeId peer, ComparisonCounts counts, ExchangeRefusal reason, Instant now)
    {
        Abandoned++;
        Add(peer, counts, reason, now);
    }

    /// <summary>The last comparison with each of some peers.</summary>
    public ImmutableArray<PeerComparison> LastWith(IEnumerable<NodeId> peers) =>
        [.. peers.Select(peer => _last.GetValueOrDefault(peer) ?? new PeerComparison(peer, null, null, default))];

    private void Add(NodeId peer, ComparisonCounts counts, ExchangeRefusal? failure, Instant now)
    {
        _last[peer] = new PeerComparison(peer, now, failure, counts);
        Totals = new ComparisonCounts(
            Totals.Hashes + counts.Hashes, Totals.Bytes + counts.Bytes, Totals.Buckets + counts.Buckets,
            Totals.Missing + counts.Missing, Totals.Extra + counts.Extra, Totals.Mismatched + counts.Mismatched,
            Totals.Pulled + counts.Pulled, Totals.Pushed + counts.Pushed);
    }
}
