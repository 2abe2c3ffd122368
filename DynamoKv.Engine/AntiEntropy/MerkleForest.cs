// The Merkle trees of one node.
using System.Collections.Immutable;
using System.Numerics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>One Merkle tree for each range that a node replicates (Dynamo 4.7).</summary>
public sealed class MerkleForest
{
    private readonly uint[] _ends;
    private readonly MerkleTree[] _trees;

    /// <summary>Empty trees. A range gets as many leaves as its share of the ring is, rounded up to a power of two.</summary>
    /// <param name="ranges">Ranges that do not overlap, ascending by their ends.</param>
    /// <param name="leaves">Leaves of the whole ring, 1 .. 2^20.</param>
    /// <exception cref="ArgumentException">When the ranges are not ascending.</exception>
    /// <exception cref="ArgumentOutOfRangeException">When there are too few leaves or too many.</exception>
    public MerkleForest(ImmutableArray<RingRange> ranges, int leaves)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leaves, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leaves, 1 << MerkleTree.MaxDepth);
        Ranges = ranges;
        _trees = [.. ranges.Select(range => new MerkleTree(range, DepthOf(range, leaves)))];
        _ends = [.. ranges.Select(range => range.End.Value)];
        for (var index = 1; index < _ends.Length; index++)
        {
            if (_ends[index] <= _ends[index - 1])
            {
                throw new ArgumentException($"Range {index} ends at {_ends[index]}, not after the one before it.", nameof(ranges));
            }
        }
    }

    /// <summary>The ranges, ascending by their ends; tree n covers range n.</summary>
    public ImmutableArray<RingRange> Ranges { get; }

    /// <summary>The trees in the order of their ranges.</summary>
    public IReadOnlyList<MerkleTree> Trees => _trees;

    /// <summary>How many keys all trees have together.</summary>
    public long KeyCount => _trees.Sum(tree => (long)tree.KeyCount);

    /// <summary>Grows with every change of any tree.</summary>
    public long Version { get; private set; }

    /// <summary>Sets the digest of a key; 0 takes it out. False: nothing changed, for it was so already or no range has the position.</summary>
    public bool Set(RingPosition position, Key key, ulong digest)
    {
        var index = IndexOf(position);
        if (index < 0 || !_trees[index].Set(position, key, digest))
        {
            return false;
        }

        Version++;
        return true;
    }

    /// <summary>The number of the range that has a position; -1: none.</summary>
    public int IndexOf(RingPosition position)
    {
        if (_ends.Length == 0)
        {
            return -1;
        }

        var index = TokenTable.FirstAtOrAfter(_ends, position.Value); // past the last end only a range that wraps can have it
        return Ranges[index].Contains(position) ? index : -1;
    }

    private static int DepthOf(RingRange range, int leaves)
    {
        var wanted = ((range.Length * leaves) + RingPosition.Count - 1) / RingPosition.Count;
        return Math.Min(BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)wanted)), BitOperations.Log2((ulong)range.Length));
    }
}
