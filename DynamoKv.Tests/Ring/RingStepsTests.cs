// The walk of a key step by step.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

public sealed class RingStepsTests
{
    [Theory]
    [InlineData(PartitionStrategy.RandomTokens, false)]
    [InlineData(PartitionStrategy.RandomTokensEqualPartitions, false)]
    [InlineData(PartitionStrategy.EqualPartitionsEqualTokens, false)]
    [InlineData(PartitionStrategy.RandomTokens, true)]
    public void What_the_walk_takes_is_the_preference_list_and_what_it_skips_it_skips_for_a_reason(PartitionStrategy strategy, bool hasRacks)
    {
        var random = new DeterministicRandom(9).Stream("keys");
        for (var round = 0; round < 100; round++)
        {
            var nodes = 3 + random.NextInt32(6);
            var ring = HashRing.Build(
                Enumerable.Range(0, nodes).Select(number => new RingMember(new NodeId($"n{number}"), 1 + random.NextInt32(20), hasRacks ? $"r{number % 3}" : null)),
                new RingOptions(strategy, 64));
            var position = RingPosition.OfKey(Key.Of($"key-{round}"));
            var steps = RingSteps.Of(ring, position, 3);
            Assert.Equal(
                ring.PreferenceList(position, 3),
                steps.Where(step => step.Rank is not null).OrderBy(step => step.Rank).Select(step => step.Token.Node));
            Assert.All(steps, step => Assert.Equal(step.Verdict == WalkVerdict.Taken, step.Rank is not null));
            Assert.All(steps.Index().Where(one => one.Item.Verdict == WalkVerdict.SameNode), one =>
                Assert.Contains(steps.Take(one.Index), earlier => earlier.Token.Node == one.Item.Token.Node));
            Assert.True(hasRacks || steps.All(step => step.Verdict != WalkVerdict.SameRack));
        }
    }

    [Fact]
    public void The_walk_goes_clockwise_from_the_key_and_wraps()
    {
        var ring = HashRing.Build(Enumerable.Range(0, 4).Select(number => new RingMember(new NodeId($"n{number}"), 6)), new RingOptions());
        var last = ring.Tokens[^1].Position;
        var steps = RingSteps.Of(ring, new RingPosition(unchecked(last.Value + 1)), 3);
        Assert.Equal(ring.Tokens[0], steps[0].Token);
        var fromLast = RingSteps.Of(ring, last, 3);
        Assert.Equal(ring.Tokens[^1], fromLast[0].Token);
        Assert.Equal(ring.Tokens[0], fromLast[1].Token);
    }
}
