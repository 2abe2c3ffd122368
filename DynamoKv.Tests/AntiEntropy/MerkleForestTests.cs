// One tree a range.
using CsCheck;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using static DynamoKv.Tests.AntiEntropy.Trees;

namespace DynamoKv.Tests.AntiEntropy;

public sealed class MerkleForestTests
{
    private static readonly HashRing Ring = HashRing.Build(
        "ABCDE".Select(name => new RingMember(new NodeId(name.ToString()), 16)), new RingOptions());

    [Fact]
    public void A_position_belongs_to_the_range_that_holds_it_or_to_none() =>
        Gen.Select(Gen.UInt, Gen.Int[1, 79]).Sample(
            (value, count) =>
            {
                var position = new RingPosition(value);
                var forest = new MerkleForest([.. Ring.Partitions().Take(count)], 256);
                var expected = forest.Ranges.Select((range, index) => range.Contains(position) ? index : -1).Max();
                return forest.IndexOf(position) == expected;
            }, iter: 1_000);

    [Fact]
    public void The_wrapping_range_holds_what_lies_past_the_last_end()
    {
        var forest = new MerkleForest(Ring.Partitions(), 256);

        Assert.Equal(0, forest.IndexOf(new RingPosition(uint.MaxValue)));
        Assert.Equal(0, forest.IndexOf(new RingPosition(0)));
    }

    [Fact]
    public void Leaves_are_as_wide_as_was_asked_or_narrower_by_less_than_half()
    {
        var forest = new MerkleForest(Ring.Partitions(), 4096);
        var widest = (double)RingPosition.Count / 4096;

        Assert.All(forest.Trees.Where(tree => tree.Depth > 0), tree =>
            Assert.InRange(tree.Range.Length / (double)tree.LeafCount, widest * 0.49, widest * 1.01));
    }

    [Fact]
    public void A_key_of_no_range_is_left_out()
    {
        var key = KeyOf(1);
        var elsewhere = Ring.Partitions().RemoveAll(range => range.Contains(RingPosition.OfKey(key)));
        var forest = new MerkleForest(elsewhere, 256);

        Assert.False(forest.Set(RingPosition.OfKey(key), key, 1));
        Assert.Equal((0, 0), (forest.KeyCount, forest.Version));
    }

    [Fact]
    public void Overlapping_ranges_are_refused()
    {
        var ranges = Ring.Partitions();
        Assert.Throws<ArgumentException>(() => new MerkleForest([ranges[1], ranges[0]], 256));
    }
}
