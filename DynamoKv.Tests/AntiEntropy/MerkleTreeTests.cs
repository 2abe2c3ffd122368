// A Merkle tree against a dumb recomputation of its hashes.
using CsCheck;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Ring;
using static DynamoKv.Tests.AntiEntropy.Trees;

namespace DynamoKv.Tests.AntiEntropy;

public sealed class MerkleTreeTests
{
    [Fact]
    public void Every_hash_equals_the_dumb_recomputation_after_any_updates() =>
        Gen.Select(Gen.Int[0, 6], Updates).Sample(
            (depth, updates) =>
            {
                var tree = Tree(depth, updates);
                var content = Content(updates);
                return Enumerable.Range(1, (2 * tree.LeafCount) - 1).All(node => tree.HashOf(node) == DumbHash(tree, node, content))
                    && tree.KeyCount == content.Count;
            }, iter: 300);

    [Fact]
    public void Roots_are_equal_exactly_when_contents_are() =>
        Gen.Select(Updates, Updates, Gen.Bool).Sample(
            (left, right, isShuffled) =>
            {
                right = isShuffled ? [.. Content(left).Reverse().Select(pair => (pair.Key, pair.Value))] : right;
                var isSame = Content(left).SequenceEqual(Content(right));
                return isSame == (Tree(4, left).Root == Tree(4, right).Root) && (!isShuffled || isSame);
            }, iter: 1_000);

    [Fact]
    public void Writing_a_row_twice_counts_once()
    {
        var tree = Tree(3, [(KeyOf(1), 5)]);
        var root = tree.Root;

        Assert.False(tree.Set(RingPosition.OfKey(KeyOf(1)), KeyOf(1), 5));
        Assert.Equal(root, tree.Root);
        Assert.Equal(1, tree.KeyCount);
    }

    [Fact]
    public void An_update_changes_only_the_path_to_the_root()
    {
        var tree = Tree(5, Enumerable.Range(0, 200).Select(number => (KeyOf(number), 1UL)));
        var before = Enumerable.Range(0, 64).Select(node => node == 0 ? 0 : tree.HashOf(node)).ToArray();
        tree.Set(RingPosition.OfKey(KeyOf(7)), KeyOf(7), 2);

        var path = new List<int>();
        for (var node = tree.LeafOf(RingPosition.OfKey(KeyOf(7))); node > 0; node /= 2)
        {
            path.Insert(0, node);
        }

        Assert.Equal(path, Enumerable.Range(1, 63).Where(node => tree.HashOf(node) != before[node]));
    }

    [Fact]
    public void The_leaves_cut_the_range_into_equal_parts_without_a_gap() =>
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[0, 7]).Where((start, end, depth) => new RingRange(new(start), new(end)).Length >= 1 << depth).Sample(
            (start, end, depth) =>
            {
                var tree = new MerkleTree(new RingRange(new RingPosition(start), new RingPosition(end)), depth);
                var leaves = Enumerable.Range(tree.LeafCount, tree.LeafCount).Select(tree.RangeOf).ToArray();
                var isGapless = leaves[0].Start.Value == start && leaves[^1].End.Value == end
                    && leaves.Zip(leaves.Skip(1)).All(pair => pair.First.End == pair.Second.Start);
                return isGapless && leaves.Sum(leaf => leaf.Length) == tree.Range.Length
                    && leaves.Max(leaf => leaf.Length) - leaves.Min(leaf => leaf.Length) <= 1;
            }, iter: 500);

    [Fact]
    public void A_key_lies_in_the_leaf_whose_range_has_its_position() =>
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[0, 7], Gen.UInt).Where((start, end, depth, _) => new RingRange(new(start), new(end)).Length >= 1 << depth).Sample(
            (start, end, depth, offset) =>
            {
                var tree = new MerkleTree(new RingRange(new RingPosition(start), new RingPosition(end)), depth);
                var position = new RingPosition(unchecked(start + 1 + (uint)(offset % tree.Range.Length)));
                return tree.RangeOf(tree.LeafOf(position)).Contains(position);
            }, iter: 1_000);

    [Fact]
    public void A_walk_shows_the_levels_that_were_asked_for()
    {
        var root = Tree(4, Enumerable.Range(0, 50).Select(number => (KeyOf(number), 1UL))).Walk(2);

        Assert.Equal((0, 0, 50, false), (root.Level, root.Position, root.KeyCount, root.IsLeaf));
        Assert.Equal([0, 1], root.Children.Select(child => child.Position));
        Assert.Equal(50, root.Children.SelectMany(child => child.Children).Sum(node => node.KeyCount));
        Assert.All(root.Children.SelectMany(child => child.Children), node => Assert.Empty(node.Children));
        Assert.Matches("^[0-9a-f]{16}$", root.Hash);
    }

    [Fact]
    public void The_keys_of_a_leaf_come_in_their_order_from_where_one_likes()
    {
        var tree = Tree(0, Enumerable.Range(0, 9).Reverse().Select(number => (KeyOf(number), 1UL)));

        Assert.Equal(Enumerable.Range(0, 9).Select(KeyOf), tree.KeysOf(1).Select(one => one.Key));
        Assert.Equal(Enumerable.Range(5, 4).Select(KeyOf), tree.KeysOf(1, KeyOf(4)).Select(one => one.Key));
    }

    [Fact]
    public void A_tree_has_no_more_leaves_than_positions() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MerkleTree(new RingRange(new RingPosition(1), new RingPosition(3)), depth: 2));
}
