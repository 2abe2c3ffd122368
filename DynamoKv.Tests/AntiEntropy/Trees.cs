// Random contents of Merkle trees, and a deliberately dumb way to their hashes.
using CsCheck;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.AntiEntropy;

internal static class Trees
{
    public static readonly RingRange WholeRing = new(new RingPosition(0), new RingPosition(0));

    /// <summary>Few keys and few digests, so that updates meet; digest 0 takes a key out.</summary>
    public static readonly Gen<(Key Key, ulong Digest)[]> Updates =
        Gen.Select(Gen.Int[0, 60], Gen.ULong[0, 3], (number, digest) => (KeyOf(number), digest)).Array[0, 120];

    public static Key KeyOf(int number) => Key.Of($"key-{number}");

    public static MerkleTree Tree(int depth, IEnumerable<(Key Key, ulong Digest)> updates)
    {
        var tree = new MerkleTree(WholeRing, depth);
        foreach (var (key, digest) in updates)
        {
            tree.Set(RingPosition.OfKey(key), key, digest);
        }

        return tree;
    }

    /// <summary>What is in the tree in the end.</summary>
    public static SortedDictionary<Key, ulong> Content(IEnumerable<(Key Key, ulong Digest)> updates)
    {
        var content = new SortedDictionary<Key, ulong>();
        foreach (var (key, digest) in updates)
        {
            if (digest == 0)
            {
                content.Remove(key);
            }
            else
            {
                content[key] = digest;
            }
        }

        return content;
    }

    /// <summary>The hash of a node, from the content alone.</summary>
    public static ulong DumbHash(MerkleTree tree, int node, SortedDictionary<Key, ulong> content)
    {
        if (!tree.IsLeaf(node))
        {
            return MerkleHash.OfChildren(DumbHash(tree, 2 * node, content), DumbHash(tree, (2 * node) + 1, content));
        }

        var range = tree.RangeOf(node);
        return content
            .Where(pair => range.Contains(RingPosition.OfKey(pair.Key)))
            .Aggregate(0UL, (sum, pair) => sum + MerkleHash.OfEntry(MerkleHash.OfKey(pair.Key), pair.Value));
    }

    /// <summary>A ring of equal partitions, as one node's trees.</summary>
    public static MerkleForest Forest(int partitions, int leaves, IEnumerable<(Key Key, ulong Digest)> updates)
    {
        var ring = HashRing.Build([new RingMember(new NodeId("A"))], new RingOptions(PartitionStrategy.EqualPartitionsEqualTokens, partitions));
        var forest = new MerkleForest(ring.Partitions(), leaves);
        foreach (var (key, digest) in updates)
        {
            forest.Set(RingPosition.OfKey(key), key, digest);
        }

        return forest;
    }

    public static MerkleView View(MerkleForest forest) => new(forest, [.. Enumerable.Range(0, forest.Ranges.Length)]);

    /// <summary>Asks until nothing is left to ask.</summary>
    public static MerkleDescent Descend(MerkleView mine, MerkleView theirs, int batch = 10)
    {
        var descent = new MerkleDescent(mine);
        while (!descent.IsOver)
        {
            descent.Take(MerkleDescent.Answer(theirs, descent.Next(batch)));
        }

        return descent;
    }
}
