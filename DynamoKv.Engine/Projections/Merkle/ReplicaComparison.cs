// Two replicas compared by what their disks hold at one line of a log.
using System.Collections.Immutable;
using System.Text;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Merkle;

/// <summary>
/// Two replicas compared by what their disks hold at one line of a log: the trees that the nodes would build over their common
/// ranges, what the comparison of all of them costs, and what a full copy would (Dynamo 4.7).
/// </summary>
public sealed class ReplicaComparison
{
    private readonly MerkleForest _left;
    private readonly MerkleForest _right;

    private ReplicaComparison(MerkleForest left, MerkleForest right, ImmutableArray<SharedRange> ranges)
    {
        (_left, _right, Ranges) = (left, right, ranges);
        ImmutableArray<int> all = [.. Enumerable.Range(0, ranges.Length)];
        var (mine, theirs) = (new MerkleView(left, all), new MerkleView(right, all));
        var descent = new MerkleDescent(mine);
        while (!descent.IsOver)
        {
            descent.Take(MerkleDescent.Answer(theirs, descent.Next(100)));
        }

        (Hashes, DifferingLeaves) = (descent.HashesCompared, descent.Leaves.Count);
    }

    /// <summary>The common ranges, ascending by their ends.</summary>
    public ImmutableArray<SharedRange> Ranges { get; }

    /// <summary>Leaves of all their trees.</summary>
    public int Leaves => _left.Trees.Sum(tree => tree.LeafCount);

    /// <summary>Hashes that are compared, by either side, until all differing leaves are known.</summary>
    public long Hashes { get; }

    /// <summary>Leaves that differ.</summary>
    public int DifferingLeaves { get; }

    /// <summary>Keys that differ.</summary>
    public int DifferingKeys => Ranges.Sum(range => range.DifferingKeys);

    /// <summary>How many leaves so many differing keys touch on average, when they fall by chance.</summary>
    public double ExpectedLeaves => Expected(Leaves, DifferingKeys);

    /// <summary>Keys of the first that a full copy would send.</summary>
    public required long FullCopyKeys { get; init; }

    /// <summary>Bytes of those keys and their versions.</summary>
    public required long FullCopyBytes { get; init; }

    /// <summary>L(1-(1-1/L)^d): how many of L leaves d differing keys touch on average.</summary>
    public static double Expected(int leaves, int differing) => leaves == 0 ? 0 : leaves * (1 - Math.Pow(1 - (1.0 / leaves), differing));

    /// <summary>The two trees of a common range, down to a level below their roots.</summary>
    public MerkleMatch MatchOf(int range, int levels) => MerkleMatch.Of(_left.Trees[range].Walk(levels), _right.Trees[range].Walk(levels));

    /// <summary>The number of the common range that has a position; -1: none.</summary>
    public int IndexOf(RingPosition position) => _left.IndexOf(position);

    /// <summary>Compares two nodes.</summary>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="placement">Where keys live there.</param>
    /// <param name="left">Who asks.</param>
    /// <param name="right">Who answers.</param>
    /// <param name="count">How many replicas a key has (N).</param>
    /// <param name="leaves">Leaves of the whole ring.</param>
    public static ReplicaComparison Of(ClusterSnapshot snapshot, Placement placement, NodeId left, NodeId right, int count, int leaves)
    {
        ImmutableArray<RingRange> ranges = [.. placement.Current.Partitions().Where(range => IsShared(placement.Current, range, left, right, count))];
        var (mine, theirs) = (new MerkleForest(ranges, leaves), new MerkleForest(ranges, leaves));
        var differing = new int[ranges.Length];
        var (rows, others) = (RowsOf(snapshot, left), RowsOf(snapshot, right));
        var (copyKeys, copyBytes) = (0L, 0L);
        foreach (var key in rows.Keys.Union(others.Keys))
        {
            var position = RingPosition.OfKey(key);
            var index = mine.IndexOf(position);
            if (index < 0)
            {
                continue;
            }

            var (held, other) = (rows.GetValueOrDefault(key), others.GetValueOrDefault(key));
            mine.Set(position, key, held?.Digest ?? 0);
            theirs.Set(position, key, other?.Digest ?? 0);
            differing[index] += held?.Digest == other?.Digest ? 0 : 1;
            copyKeys += held is null ? 0 : 1;
            copyBytes += held is null ? 0 : Encoding.UTF8.GetByteCount(key.Text) + held.Encode().Length;
        }

        var shared = ranges.Select((range, index) => new SharedRange(range, mine.Trees[index].KeyCount, theirs.Trees[index].KeyCount, differing[index]));
        return new ReplicaComparison(mine, theirs, [.. shared]) { FullCopyKeys = copyKeys, FullCopyBytes = copyBytes };
    }

    private static bool IsShared(HashRing ring, RingRange range, NodeId left, NodeId right, int count)
    {
        var replicas = ring.PreferenceList(range.End, count);
        return replicas.Contains(left) && replicas.Contains(right);
    }

    private static ImmutableSortedDictionary<Key, SiblingSet> RowsOf(ClusterSnapshot snapshot, NodeId node) =>
        snapshot.Nodes.TryGetValue(node, out var view) ? view.Rows : ImmutableSortedDictionary<Key, SiblingSet>.Empty;
}
