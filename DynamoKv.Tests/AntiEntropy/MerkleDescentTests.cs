// Two replicas find out where they differ, and ask no more than that takes.
using CsCheck;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using static DynamoKv.Tests.AntiEntropy.Trees;

namespace DynamoKv.Tests.AntiEntropy;

public sealed class MerkleDescentTests
{
    [Fact]
    public void A_descent_finds_exactly_the_leaves_that_differ() =>
        Gen.Select(Updates, Updates, Gen.Int[1, 20], Gen.Int[1, 7]).Sample(
            (left, right, partitions, batch) =>
            {
                var (mine, theirs) = (Forest(partitions, 64, left), Forest(partitions, 64, right));
                var found = Descend(View(mine), View(theirs), batch).Leaves.Select(leaf => (leaf.Range, leaf.Node)).Order();
                return found.SequenceEqual(DumbLeaves(mine, theirs));
            }, iter: 500);

    [Fact]
    public void Two_equal_replicas_of_many_ranges_compare_one_hash()
    {
        var content = Enumerable.Range(0, 2_000).Select(number => (KeyOf(number), (ulong)number + 1)).ToArray();

        Assert.Equal(1, Descend(View(Forest(450, 4096, content)), View(Forest(450, 4096, content.Reverse()))).HashesCompared);
    }

    [Fact]
    public void One_different_key_costs_two_hashes_a_level()
    {
        var content = Enumerable.Range(0, 2_000).Select(number => (KeyOf(number), 1UL)).ToArray();
        var descent = Descend(View(Forest(64, 4096, content)), View(Forest(64, 4096, [.. content, (KeyOf(17), 2)])));

        Assert.Single(descent.Leaves);
        Assert.Equal(1 + (2 * 12), descent.HashesCompared); // 6 levels above the ranges, 6 below
    }

    [Fact]
    public void No_hash_is_asked_below_a_node_that_is_equal() =>
        Gen.Select(Updates, Updates).Sample(
            (left, right) =>
            {
                var (mine, theirs) = (View(Forest(8, 64, left)), View(Forest(8, 64, right)));
                var descent = new MerkleDescent(mine);
                var isSound = true;
                while (!descent.IsOver)
                {
                    var asked = descent.Next(3);
                    isSound &= asked.All(one => one.Address == mine.Root || DiffersAbove(mine, theirs, one.Address));
                    descent.Take(MerkleDescent.Answer(theirs, asked));
                }

                return isSound;
            }, iter: 300);

    [Fact]
    public void The_number_of_differing_leaves_is_what_chance_lets_expect()
    {
        const int Leaves = 256, Trials = 40;
        foreach (var differing in (int[])[10, 100, 400])
        {
            var found = 0.0;
            for (var trial = 0; trial < Trials; trial++)
            {
                var keys = Enumerable.Range(trial * differing, differing).Select(number => (Key.Of($"d-{number}"), 1UL));
                found += Descend(View(Forest(1, Leaves, keys)), View(Forest(1, Leaves, []))).Leaves.Count;
            }

            // The expectation of protocol.md 6; the mean of 40 trials lies within 5 % of it with room to spare.
            var expected = Leaves * (1 - Math.Pow(1 - (1.0 / Leaves), differing));
            Assert.InRange(found / Trials, expected * 0.95, expected * 1.05);
        }
    }

    [Fact]
    public void Views_of_other_ranges_or_depths_have_another_shape()
    {
        Assert.Equal(View(Forest(8, 64, [])).Shape, View(Forest(8, 64, [(KeyOf(1), 1)])).Shape);
        Assert.NotEqual(View(Forest(8, 64, [])).Shape, View(Forest(8, 128, [])).Shape);
        Assert.NotEqual(View(Forest(8, 64, [])).Shape, View(Forest(16, 64, [])).Shape);
        Assert.NotEqual(View(Forest(8, 64, [])).Shape, new MerkleView(Forest(8, 64, []), [0, 1, 2]).Shape);
    }

    [Fact]
    public void The_top_follows_every_change_below()
    {
        var forest = Forest(8, 64, [(KeyOf(1), 1)]);
        var view = View(forest);
        var before = view.HashOf(view.Root);
        forest.Set(RingPosition.OfKey(KeyOf(2)), KeyOf(2), 1);
        var between = view.HashOf(view.Root);
        forest.Set(RingPosition.OfKey(KeyOf(2)), KeyOf(2), 0);

        Assert.NotEqual(before, between);
        Assert.Equal(before, view.HashOf(view.Root));
    }

    private static IEnumerable<(int Range, int Node)> DumbLeaves(MerkleForest left, MerkleForest right) =>
        from range in Enumerable.Range(0, left.Ranges.Length)
        from node in Enumerable.Range(left.Trees[range].LeafCount, left.Trees[range].LeafCount)
        where left.Trees[range].HashOf(node) != right.Trees[range].HashOf(node)
        select (range, node);

    private static bool DiffersAbove(MerkleView mine, MerkleView theirs, MerkleAddress below)
    {
        var open = new Queue<MerkleAddress>([mine.Root]);
        while (open.TryDequeue(out var address))
        {
            if (mine.HashOf(address) == theirs.HashOf(address) || mine.IsLeaf(address))
            {
                continue;
            }

            var (left, right) = mine.ChildrenOf(address);
            if (left == below || right == below)
            {
                return true;
            }

            open.Enqueue(left);
            open.Enqueue(right);
        }

        return false;
    }
}
