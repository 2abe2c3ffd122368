// What makes no ring, and what is said about it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

public sealed class RingRulesTests
{
    private static readonly RingMember A = new(new NodeId("A"));
    private static readonly RingMember B = new(new NodeId("B"));

    [Fact]
    public void An_empty_membership_is_refused() =>
        Refuses("A ring needs at least one member: name one.", () => HashRing.Build([], new()));

    [Fact]
    public void A_member_named_twice_is_refused() =>
        Refuses("Member A is named twice: name each member once.", () => HashRing.Build([A, B, A], new()));

    [Fact]
    public void A_member_without_a_name_is_refused() =>
        Refuses("A member has no node id: name every member.", () => HashRing.Build([A, new(default)], new()));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65_537)]
    public void A_weight_out_of_range_is_refused(int tokens) =>
        Refuses(
            $"Member A has {tokens} tokens: use 1 to 65536.",
            () => HashRing.Build([A with { Tokens = tokens }], new()));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, -4)]
    [InlineData(2, 65_537)]
    public void A_number_of_partitions_out_of_range_is_refused(int strategy, int partitions) =>
        Refuses(
            $"The ring has {partitions} partitions: use 1 to 65536.",
            () => HashRing.Build([A], new((PartitionStrategy)strategy, partitions)));

    [Fact]
    public void Fewer_partitions_than_members_are_refused_in_strategy_3() =>
        Refuses(
            "Strategy 3 needs a partition a member: 1 are too few for 2 members.",
            () => HashRing.Build([A, B], new(PartitionStrategy.EqualPartitionsEqualTokens, 1)));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void An_unknown_strategy_is_refused(int strategy) =>
        Refuses(
            $"There is no partition strategy {strategy}: use 1, 2 or 3.",
            () => HashRing.Build([A], new((PartitionStrategy)strategy)));

    [Fact]
    public void A_member_cannot_join_twice() =>
        Refuses("Member A is named twice: name each member once.", () => HashRing.Build([A], new()).Join(A));

    [Fact]
    public void A_stranger_cannot_leave() =>
        Refuses(
            "Node B is no member of the ring: name one that is.",
            () => HashRing.Build([A], new()).Leave(new NodeId("B")));

    [Fact]
    public void The_last_member_cannot_leave() =>
        Refuses("A ring needs at least one member: name one.", () => HashRing.Build([A], new()).Leave(new NodeId("A")));

    [Fact]
    public void A_join_that_leaves_too_few_partitions_is_refused() =>
        Refuses(
            "Strategy 3 needs a partition a member: 1 are too few for 2 members.",
            () => HashRing.Build([A], new(PartitionStrategy.EqualPartitionsEqualTokens, 1)).Join(B));

    [Fact]
    public void A_negative_count_of_replicas_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HashRing.Build([A], new()).PreferenceList(default, -1));

    private static void Refuses(string sentence, Func<HashRing> build) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(build).Message);
}
