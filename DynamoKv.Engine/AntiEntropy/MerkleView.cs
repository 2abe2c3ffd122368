// What two nodes have in common, as one tree.
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Numerics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>
/// The trees of all ranges that a node shares with one peer, and above them a tree over their roots: two equal replicas
/// find that out by one hash, however many ranges they share.
/// </summary>
public sealed class MerkleView
{
    private readonly MerkleForest _forest;
    private readonly ImmutableArray<int> _ranges;
    private readonly ulong[] _summary; // a heap whose leaves are the roots; 0 where there is no range
    private readonly int _width;
    private long _version = -1;

    /// <summary>A view of some of a node's trees.</summary>
    /// <param name="forest">The node's trees.</param>
    /// <param name="ranges">The numbers of the shared ones, ascending.</param>
    public MerkleView(MerkleForest forest, ImmutableArray<int> ranges)
    {
        (_forest, _ranges) = (forest, ranges);
        _width = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, ranges.Length));
        _summary = new ulong[2 * _width];
        Shape = ShapeOf();
    }

    /// <summary>How many ranges are shared.</summary>
    public int RangeCount => _ranges.Length;

    /// <summary>How many keys they have.</summary>
    public long KeyCount => _ranges.Sum(range => (long)_forest.Trees[range].KeyCount);

    /// <summary>Equal for two nodes whose addresses mean the same.</summary>
    public ulong Shape { get; }

    /// <summary>The top.</summary>
    public MerkleAddress Root => Place(1);

    /// <summary>Whether an address is one of a bucket of keys.</summary>
    public bool IsLeaf(MerkleAddress address) => address.Range >= 0 && TreeOf(address).IsLeaf(address.Node);

    /// <summary>The hash at an address.</summary>
    public ulong HashOf(MerkleAddress address) =>
        address.Range >= 0 ? TreeOf(address).HashOf(address.Node) : Summary()[address.Node];

    /// <summary>The children of an address that is no leaf.</summary>
    public (MerkleAddress Left, MerkleAddress Right) ChildrenOf(MerkleAddress address) => address.Range >= 0
        ? (address with { Node = 2 * address.Node }, address with { Node = (2 * address.Node) + 1 })
        : (Place(2 * address.Node), Place((2 * address.Node) + 1));

    /// <summary>The keys of a leaf after one of them (null: from the first), in their order.</summary>
    public IReadOnlyList<KeyDigest> KeysOf(MerkleAddress leaf, Key? after = null) => TreeOf(leaf).KeysOf(leaf.Node, after);

    private MerkleTree TreeOf(MerkleAddress address) => _forest.Trees[_ranges[address.Range]];

    // The leaves of the summary are the roots themselves, so that no hash is compared twice.
    private MerkleAddress Place(int node) =>
        node >= _width && node - _width < _ranges.Length ? new MerkleAddress(node - _width, 1) : new MerkleAddress(-1, node);

    private ulong[] Summary()
    {
        if (_version == _forest.Version)
        {
            return _summary;
        }

        for (var index = 0; index < _ranges.Length; index++)
        {
            _summary[_width + index] = _forest.Trees[_ranges[index]].Root;
        }

        for (var node = _width - 1; node > 0; node--)
        {
            _summary[node] = MerkleHash.OfChildren(_summary[2 * node], _summary[(2 * node) + 1]);
        }

        _version = _forest.Version;
        return _summary;
    }

    private ulong ShapeOf()
    {
        var bytes = new byte[_ranges.Length * 3 * sizeof(uint)];
        for (var index = 0; index < _ranges.Length; index++)
        {
            var tree = _forest.Trees[_ranges[index]];
            var at = bytes.AsSpan(index * 3 * sizeof(uint));
            BinaryPrimitives.WriteUInt32BigEndian(at, tree.Range.Start.Value);
            BinaryPrimitives.WriteUInt32BigEndian(at[sizeof(uint)..], tree.Range.End.Value);
            BinaryPrimitives.WriteInt32BigEndian(at[(2 * sizeof(uint))..], tree.Depth);
        }

        return XxHash64.HashToUInt64(bytes);
    }
}
