// What moves between two rings.
using System.Collections.Immutable;
using CsCheck;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Tests.Ring;

namespace DynamoKv.Tests.Membership;

public sealed class RangeMovesTests
{
    private static readonly NodeId Joiner = new("joiner");

    private static Gen<(HashRing Current, HashRing Next, int N)> Changes { get; } =
        Gen.Select(DumbRing.Memberships, DumbRing.Options, Gen.Int[0, 3], Gen.Int[1, 5]).Select((members, options, kind, n) =>
        {
            var ring = HashRing.Build(members, options);
            var grown = ring.Join(new RingMember(Joiner, 5, "r2"));
            return kind switch
            {
                0 => (ring, grown, n),
                1 => (grown, ring, n),
                2 => (ring, grown.Leave(members[0].Id), n),
                _ => (ring, grown.Join(new RingMember(new NodeId("second"), 2)), n),
            };
        });

    [Fact]
    public void A_position_moves_as_a_plain_look_at_both_rings_says() =>
        Gen.Select(Changes, DumbRing.Positions.Array[1, 20]).Sample((change, positions) =>
        {
            var moves = RangeMoves.Of(change.Current, change.Next, change.N);
            var edges = moves.SelectMany(move => move.Ranges).SelectMany(range => new[]
            {
                range.Start, range.End, new RingPosition(unchecked(range.Start.Value + 1)), new RingPosition(unchecked(range.End.Value + 1)),
            });
            foreach (var position in positions.Concat(edges))
            {
                var found = moves.Where(move => move.Contains(position)).Select(move => (move.Source, move.Target));
                Assert.Equal(Plain(change.Current, change.Next, change.N, position), found);
            }
        });

    [Fact]
    public void A_move_contains_what_one_of_its_ranges_contains() =>
        Gen.Select(Changes, DumbRing.Positions).Sample((change, position) =>
            Assert.All(RangeMoves.Of(change.Current, change.Next, change.N), move =>
                Assert.Equal(move.Ranges.Count(range => range.Contains(position)), move.Contains(position) ? 1 : 0)));

    [Fact]
    public void Moves_are_sorted_and_no_two_of_their_ranges_touch() =>
        Changes.Sample(change =>
        {
            var moves = RangeMoves.Of(change.Current, change.Next, change.N);
            Assert.Equal(moves.OrderBy(move => move.Source).ThenBy(move => move.Target), moves);
            Assert.All(moves, move =>
            {
                Assert.Equal(move.Ranges.OrderBy(range => range.End), move.Ranges);
                var starts = move.Ranges.Select(range => range.Start).ToHashSet();
                Assert.True(move.Ranges.Length == 1 || !move.Ranges.Any(range => starts.Contains(range.End)));
            });
        });

    [Fact]
    public void A_join_moves_exactly_what_the_joiner_replicates_and_to_nobody_else() =>
        Gen.Select(DumbRing.Memberships, DumbRing.Options, Gen.Int[1, 5])
            .Where((_, options, _) => options.Strategy != PartitionStrategy.EqualPartitionsEqualTokens)
            .Sample((members, options, n) =>
            {
                var current = HashRing.Build(members, options);
                var next = current.Join(new RingMember(Joiner, 5));
                var moves = RangeMoves.Of(current, next, n);
                Assert.All(moves, move => Assert.Equal(Joiner, move.Target));

                var share = next.Partitions().Where(range => next.PreferenceList(range.End, n).Contains(Joiner)).Sum(range => range.Length);
                var copies = members.Length < n ? members.Length : 1; // without a loser the joiner takes from all
                Assert.Equal(share * copies, moves.Sum(move => move.Length));
            });

    [Fact]
    public void Nothing_moves_between_equal_rings() =>
        Changes.Sample(change => Assert.Empty(RangeMoves.Of(change.Current, change.Current, change.N)));

    [Fact]
    public void The_others_of_a_move_are_all_that_held_its_ranges_beside_the_source() =>
        Changes.Sample(change =>
            Assert.All(RangeMoves.Of(change.Current, change.Next, change.N), move =>
            {
                var held = Arcs(change.Current, change.Next).Where(move.Contains).SelectMany(end => change.Current.PreferenceList(end, change.N));
                Assert.Equal(held.Distinct().Order().Where(node => node != move.Source), move.Others);
            }));

    [Fact]
    public void Two_nodes_that_mean_the_same_move_name_it_alike_and_other_ranges_have_another_name()
    {
        var ring = HashRing.Build([.. "ABC".Select(name => new RingMember(new NodeId(name.ToString()), 4))], new RingOptions());
        var first = RangeMoves.Of(ring, ring.Join(new RingMember(Joiner, 4)), 3);
        var again = RangeMoves.Of(ring, ring.Join(new RingMember(Joiner, 4)), 3);
        var other = RangeMoves.Of(ring, ring.Join(new RingMember(Joiner, 5)), 3);
        Assert.Equal(first.Select(move => move.Digest), again.Select(move => move.Digest));
        Assert.Contains(other, move => !first.Any(known => known.Digest == move.Digest));
        Assert.All(first.Join(other, move => move.Digest, move => move.Digest, (one, two) => (one, two)), pair =>
            Assert.Equal(pair.one.Ranges, pair.two.Ranges));
    }

    private static IEnumerable<RingPosition> Arcs(HashRing current, HashRing next) =>
        current.Partitions().Concat(next.Partitions()).Select(range => range.End).Distinct();

    private static IEnumerable<(NodeId, NodeId)> Plain(HashRing current, HashRing next, int n, RingPosition position)
    {
        var before = DumbRing.PreferenceList(current, position, n);
        var after = DumbRing.PreferenceList(next, position, n);
        var losers = before.Except(after).ToImmutableArray();
        var gainers = after.Except(before).ToImmutableArray();
        return gainers
            .SelectMany((gainer, i) => i < losers.Length ? [(losers[i], gainer)] : before.Select(source => (source, gainer)))
            .OrderBy(pair => pair.Item1).ThenBy(pair => pair.Item2);
    }
}
