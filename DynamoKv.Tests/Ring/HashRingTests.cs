// Tokens, preference lists and partitions of the ring.
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

public sealed class HashRingTests
{
    private static readonly RingOptions Default = new();

    [Fact]
    public void Tokens_are_the_hashes_of_every_virtual_node_in_order() =>
        DumbRing.Memberships.Sample(members =>
            Assert.Equal(DumbRing.HashedTokens(members), HashRing.Build(members, Default).Tokens));

    [Fact]
    public void A_preference_list_is_the_walk_that_takes_each_node_once() =>
        Gen.Select(DumbRing.Places, Gen.Int[0, 14]).Sample(
            (place, count) =>
            {
                var ring = HashRing.Build(place.Members, place.Options);
                Assert.Equal(
                    DumbRing.PreferenceList(ring, place.Position, count), ring.PreferenceList(place.Position, count));
            },
            iter: 2_000);

    [Fact]
    public void A_preference_list_after_a_join_and_a_leave_is_still_that_walk() =>
        DumbRing.Places.Sample(place =>
        {
            var ring = HashRing.Build(place.Members, place.Options).Join(new RingMember(new NodeId("x"), 3, "r1"));
            ring = ring.Leave(place.Members[0].Id);
            Assert.Equal(DumbRing.PreferenceList(ring, place.Position, 9), ring.PreferenceList(place.Position, 9));
        });

    [Fact]
    public void The_order_in_which_members_are_named_does_not_matter() =>
        DumbRing.Places.Sample(place =>
        {
            var ring = HashRing.Build(place.Members, place.Options);
            var reversed = HashRing.Build(place.Members.Reverse(), place.Options);
            Assert.Equal(ring.Tokens, reversed.Tokens);
            Assert.Equal(ring.PreferenceList(place.Position, 5), reversed.PreferenceList(place.Position, 5));
        });

    [Fact]
    public void A_key_on_a_token_belongs_to_that_token_and_the_next_position_to_the_next() =>
        DumbRing.Memberships.Sample(members =>
        {
            var ring = HashRing.Build(members, Default);
            for (var i = 0; i < ring.Tokens.Length; i++)
            {
                var after = new RingPosition(unchecked(ring.Tokens[i].Position.Value + 1));
                Assert.Equal(ring.Tokens[i].Node, ring.PreferenceList(ring.Tokens[i].Position, 1)[0]);
                Assert.Equal(ring.Tokens[(i + 1) % ring.Tokens.Length].Node, ring.PreferenceList(after, 1)[0]);
            }
        });

    [Fact]
    public void Two_tokens_on_one_position_are_ordered_by_node_id()
    {
        // n100:34 and n2073:12 share a position.
        var ring = HashRing.Build([new(new NodeId("n2073"), 40), new(new NodeId("n100"), 40)], Default);
        var there = ring.Tokens.Where(token => token.Position.Value == 0xb5712cf3).Select(token => token.Node.Value);
        Assert.Equal(["n100", "n2073"], there);
        Assert.Equal(new NodeId("n100"), ring.PreferenceList(new RingPosition(0xb5712cf3), 1)[0]);
    }

    [Fact]
    public void Partitions_follow_each_other_and_cover_the_ring() =>
        DumbRing.Places.Sample(place =>
        {
            var partitions = HashRing.Build(place.Members, place.Options).Partitions();
            Assert.Equal(RingPosition.Count, partitions.Sum(partition => partition.Length));
            for (var i = 0; i < partitions.Length; i++)
            {
                Assert.Equal(partitions[i].End, partitions[(i + 1) % partitions.Length].Start);
            }
        });

    [Fact]
    public void A_position_lies_in_its_partition_and_in_no_other() =>
        DumbRing.Places.Sample(place =>
        {
            var ring = HashRing.Build(place.Members, place.Options);
            var holders = ring.Partitions().Where(partition => partition.Contains(place.Position));
            Assert.Equal([ring.PartitionOf(place.Position)], holders);
        });

    [Fact]
    public void All_positions_of_a_partition_have_one_preference_list() =>
        DumbRing.Places.Sample(place =>
        {
            var ring = HashRing.Build(place.Members, place.Options);
            var partition = ring.PartitionOf(place.Position);
            var first = new RingPosition(unchecked(partition.Start.Value + 1));
            Assert.Equal(ring.PreferenceList(first, 12), ring.PreferenceList(place.Position, 12));
            Assert.Equal(ring.PreferenceList(partition.End, 12), ring.PreferenceList(place.Position, 12));
        });

    [Fact]
    public void Equal_partitions_differ_by_one_position_at_most()
    {
        var ring = HashRing.Build([new(new NodeId("A"))], new(PartitionStrategy.RandomTokensEqualPartitions, 7));
        var lengths = ring.Partitions().Select(partition => partition.Length).ToArray();
        Assert.Equal(7, lengths.Length);
        Assert.InRange(lengths.Max() - lengths.Min(), 0, 1);
    }

    [Fact]
    public void One_token_owns_the_whole_ring()
    {
        var ring = HashRing.Build([new(new NodeId("A"), 1)], Default);
        Assert.Equal(RingPosition.Count, ring.PartitionOf(new RingPosition(5)).Length);
        Assert.Equal([(new NodeId("A"), 1.0)], ring.Shares());
        Assert.Equal([new NodeId("A")], ring.PreferenceList(new RingPosition(uint.MaxValue), 3));
    }

    [Fact]
    public void A_preference_list_of_a_thousand_members_names_each_once()
    {
        var members = Enumerable.Range(0, 1_000).Select(i => new RingMember(new NodeId($"n{i}"), 2));
        var ring = HashRing.Build(members, Default);
        Assert.Equal(1_000, ring.PreferenceList(default, 5_000).Distinct().Count());
        Assert.Equal(ring.PreferenceList(default, 3), ring.PreferenceList(default, 1_000).Take(3));
    }
}
