// What moves when a member joins or leaves.
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

public sealed class MembershipChangeTests
{
    private static readonly NodeId Joiner = new("joiner");
    private static readonly Gen<RingMember> Joiners =
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 5], (tokens, rack) => new RingMember(Joiner, tokens, $"r{rack}"));

    [Fact]
    public void A_join_gives_a_keys_first_place_to_the_joiner_or_leaves_it() =>
        Gen.Select(DumbRing.Places, Joiners).Sample((place, joiner) =>
        {
            var before = HashRing.Build(place.Members, place.Options);
            var old = before.PreferenceList(place.Position, 1)[0];
            Assert.Contains(before.Join(joiner).PreferenceList(place.Position, 1)[0], new[] { old, Joiner });
        });

    // Strategy 3 is not among them: two stolen neighbours shorten a list and let an old node move up.
    [Fact]
    public void In_strategies_1_and_2_no_old_node_becomes_a_replica_by_a_join() =>
        Gen.Select(DumbRing.Places, Joiners, Gen.Int[1, 5])
            .Where((place, _, _) => place.Options.Strategy != PartitionStrategy.EqualPartitionsEqualTokens)
            .Sample((place, joiner, n) =>
            {
                var before = HashRing.Build(place.Members, place.Options);
                var replicas = before.PreferenceList(place.Position, n).Add(Joiner);
                Assert.Subset(replicas.ToHashSet(), before.Join(joiner).PreferenceList(place.Position, n).ToHashSet());
            });

    [Fact]
    public void A_leave_gives_only_the_leavers_keys_another_first_place() =>
        DumbRing.Places.Where(place => place.Members.Length > 1).Sample(place =>
        {
            var before = HashRing.Build(place.Members, place.Options);
            var old = before.PreferenceList(place.Position, 1)[0];
            var now = before.Leave(place.Members[0].Id).PreferenceList(place.Position, 1)[0];
            Assert.Equal(old != place.Members[0].Id, now == old);
        });

    [Fact]
    public void In_strategies_1_and_2_a_join_equals_a_rebuild_and_a_leave_undoes_it() =>
        Gen.Select(DumbRing.Places, Joiners)
            .Where((place, _) => place.Options.Strategy != PartitionStrategy.EqualPartitionsEqualTokens)
            .Sample((place, joiner) =>
            {
                var before = HashRing.Build(place.Members, place.Options);
                var after = before.Join(joiner);
                Assert.Equal(HashRing.Build([.. place.Members, joiner], place.Options).Tokens, after.Tokens);
                Assert.Equal(before.Tokens, after.Leave(Joiner).Tokens);
            });

    [Fact]
    public void In_strategy_3_a_joiner_steals_its_part_and_nothing_else_moves() =>
        Strategy3.Sample((members, partitions) =>
        {
            var before = Dealt(members, partitions);
            var after = before.Join(new RingMember(Joiner));
            var moved = before.Tokens.Zip(after.Tokens).Where(pair => pair.First != pair.Second).ToList();
            Assert.All(moved, pair => Assert.Equal(Joiner, pair.Second.Node));
            Assert.Equal(partitions / (members + 1), moved.Count);
        });

    [Fact]
    public void In_strategy_3_a_leave_moves_the_leavers_partitions_only() =>
        Strategy3.Where((members, _) => members > 1).Sample((members, partitions) =>
        {
            var before = Dealt(members, partitions);
            var after = before.Leave(new NodeId("n0"));
            Assert.All(before.Tokens.Zip(after.Tokens), pair => Assert.Equal(
                pair.First.Node != new NodeId("n0"), pair.First == pair.Second));
        });

    [Fact]
    public void In_strategy_3_any_history_of_joins_and_leaves_keeps_all_within_one_partition() =>
        Gen.Select(Strategy3, Gen.Int[0, 99].Array[0, 20]).Sample((start, steps) =>
        {
            var ring = Dealt(start.Item1, start.Item2);
            for (var i = 0; i < steps.Length; i++)
            {
                var isLeave = ring.Members.Length == 12 || (steps[i] % 2 == 0 && ring.Members.Length > 1);
                ring = isLeave
                    ? ring.Leave(ring.Members[steps[i] % ring.Members.Length].Id)
                    : ring.Join(new RingMember(new NodeId($"x{i}")));
                var held = ring.Members.Select(member => ring.Tokens.Count(token => token.Node == member.Id)).ToArray();
                Assert.InRange(held.Max() - held.Min(), 0, 1);
            }
        });

    private static Gen<(int, int)> Strategy3 => Gen.Select(Gen.Int[1, 11], Gen.Int[12, 80]);

    private static HashRing Dealt(int members, int partitions) =>
        HashRing.Build(
            Enumerable.Range(0, members).Select(i => new RingMember(new NodeId($"n{i}"))),
            new RingOptions(PartitionStrategy.EqualPartitionsEqualTokens, partitions));
}
