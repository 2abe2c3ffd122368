// The Merkle tree of one key range (Dynamo 4.7).
using System.Numerics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>
/// A binary tree of hashes over the keys of one range (Dynamo 4.7). The range is cut into equal buckets by ring position;
/// a leaf's hash is the sum of its keys' hashes, an inner node's the hash of its two children. Nodes are numbered like a
/// heap: 1 is the root, the children of n are 2n and 2n + 1.
/// </summary>
/// <remarks>
/// A write changes one leaf and marks the way up to the first node that is marked already; hashes above leaves are made when
/// somebody asks for them, so that many writes between two comparisons cost little more than one each.
/// Costs about 48 bytes a leaf, once the first key comes, and 24 to 40 bytes a key beside the key's own text.
/// </remarks>
public sealed class MerkleTree
{
    /// <summary>The deepest tree: about a million leaves.</summary>
    public const int MaxDepth = 20;

    private Node[] _nodes = [];
    private MerkleLeaf[] _leaves = [];

    /// <summary>An empty tree.</summary>
    /// <param name="range">Which keys it covers.</param>
    /// <param name="depth">Levels below the root: 2^depth leaves.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// When the depth is outside 0 .. <see cref="MaxDepth"/>, or there are more leaves than positions.
    /// </exception>
    public MerkleTree(RingRange range, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, MaxDepth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(1L << depth, range.Length, nameof(depth));
        (Range, Depth) = (range, depth);
    }

    /// <summary>Which keys it covers.</summary>
    public RingRange Range { get; }

    /// <summary>Levels below the root.</summary>
    public int Depth { get; }

    /// <summary>How many leaves it has.</summary>
    public int LeafCount => 1 << Depth;

    /// <summary>The hash over all keys and their versions; 0 when there are none.</summary>
    public ulong Root => HashOf(1);

    /// <summary>How many keys it has.</summary>
    public int KeyCount => KeyCountOf(1);

    /// <summary>The hash of a node; 0 when no key lies below it.</summary>
    public ulong HashOf(int node) => _nodes.Length == 0 ? 0 : Fresh(node).Hash;

    /// <summary>How many keys lie below a node.</summary>
    public int KeyCountOf(int node) => _nodes.Length == 0 ? 0 : Fresh(node).KeyCount;

    /// <summary>Whether a node is a leaf.</summary>
    public bool IsLeaf(int node) => node >= LeafCount;

    /// <summary>Sets the digest of a key. False: it was so already.</summary>
    /// <param name="position">Where the key lies: in <see cref="Range"/>, which is not checked.</param>
    /// <param name="key">The key.</param>
    /// <param name="digest">Of the key's versions; 0: takes it out.</param>
    public bool Set(RingPosition position, Key key, ulong digest)
    {
        if (_leaves.Length == 0)
        {
            if (digest == 0)
            {
                return false;
            }

            MakeRoom();
        }

        var bucket = BucketOf(position);
        ref var leaf = ref _leaves[bucket];
        var before = leaf.Count;
        var difference = leaf.Set(key, digest);
        var added = leaf.Count - before;
        if (difference == 0 && added == 0)
        {
            return false;
        }

        Change(LeafCount + bucket, difference, added);
        return true;
    }

    /// <summary>The keys of a leaf after one of them (null: from the first), in their order; their texts are compared ordinally.</summary>
    public IReadOnlyList<KeyDigest> KeysOf(int leaf, Key? after = null) =>
        _leaves.Length == 0 ? [] : _leaves[leaf - LeafCount].Keys(after);

    /// <summary>The leaf of a position.</summary>
    public int LeafOf(RingPosition position) => LeafCount + BucketOf(position);

    /// <summary>Which part of the range lies below a node.</summary>
    public RingRange RangeOf(int node)
    {
        var level = LevelOf(node);
        var first = node - (1 << level);
        return new RingRange(EndBefore(first, level), EndBefore(first + 1, level));
    }

    /// <summary>The tree as seen from outside, down to a level.</summary>
    /// <param name="levels">How many levels below the root are shown; 0: the root alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">When it is negative.</exception>
    public MerkleNode Walk(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        return Walk(1, levels);
    }

    private MerkleNode Walk(int node, int levels)
    {
        var level = LevelOf(node);
        return new MerkleNode(
            MerkleHash.Text(HashOf(node)), IsLeaf(node), level, node - (1 << level), RangeOf(node), KeyCountOf(node),
            levels == 0 || IsLeaf(node) ? [] : [Walk(2 * node, levels - 1), Walk((2 * node) + 1, levels - 1)]);
    }

    private void Change(int node, ulong difference, int added)
    {
        _nodes[node].Hash += difference;
        _nodes[node].KeyCount += added;
        for (node >>= 1; node > 0 && !_nodes[node].IsStale; node >>= 1)
        {
            _nodes[node].IsStale = true; // and so are all above it
        }
    }

    private ref readonly Node Fresh(int number)
    {
        ref var node = ref _nodes[number];
        if (node.IsStale)
        {
            ref readonly var left = ref Fresh(2 * number);
            ref readonly var right = ref Fresh((2 * number) + 1);
            node.Hash = MerkleHash.OfChildren(left.Hash, right.Hash);
            node.KeyCount = left.KeyCount + right.KeyCount;
            node.IsStale = false;
        }

        return ref node;
    }

    private void MakeRoom()
    {
        _nodes = new Node[2 * LeafCount];
        _leaves = new MerkleLeaf[LeafCount];
    }

    // A position's distance from the first one of the range is below 2^32, and a depth at most 20: no overflow.
    private int BucketOf(RingPosition position) =>
        (int)(((ulong)unchecked(position.Value - Range.Start.Value - 1) << Depth) / (ulong)Range.Length);

    private RingPosition EndBefore(int part, int level)
    {
        var parts = 1L << level;
        var offset = ((part * Range.Length) + parts - 1) / parts;
        return new RingPosition(unchecked(Range.Start.Value + (uint)offset));
    }

    private static int LevelOf(int node) => BitOperations.Log2((uint)node);

    private struct Node
    {
        public ulong Hash;
        public int KeyCount;
        public bool IsStale; // never a leaf
    }
}
