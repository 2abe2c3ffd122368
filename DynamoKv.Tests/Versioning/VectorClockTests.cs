// Vector clocks, held against a dumb implementation with dictionaries.
using CsCheck;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class VectorClockTests
{
    private static readonly Gen<(VectorClock Left, VectorClock Right)> Two = Gen.Select(Versions.Clock, Versions.Clock);

    [Fact]
    public void Comparing_agrees_with_the_dumb_clock() =>
        Two.Sample(
            pair => Assert.Equal(
                DumbClock.Of(pair.Left).CompareTo(DumbClock.Of(pair.Right)), pair.Left.CompareTo(pair.Right)),
            iter: PropertyRuns.Many);

    [Fact]
    public void Merging_agrees_with_the_dumb_clock() =>
        Two.Sample(
            pair => Assert.Equal(
                DumbClock.Of(pair.Left).Merge(DumbClock.Of(pair.Right)).ToClock(), pair.Left.Merge(pair.Right)),
            iter: PropertyRuns.Many);

    [Fact]
    public void Looking_up_and_including_agree_with_the_dumb_clock() =>
        Gen.Select(Versions.Clock, Versions.Actor, Gen.Long[1, 4]).Sample(
            (clock, actor, counter) =>
            {
                var dumb = DumbClock.Of(clock);
                var dot = new Dot(actor, counter);
                Assert.Equal(dumb.CounterOf(actor), clock[actor]);
                Assert.Equal(dumb.CounterOf(actor) >= counter, clock.Covers(dot));
                var alone = DumbClock.Of(VectorClock.Empty.Including(dot));
                Assert.Equal(dumb.Merge(alone).ToClock(), clock.Including(dot));
            },
            iter: PropertyRuns.Many);

    [Fact]
    public void Merge_is_commutative_associative_and_idempotent_with_times_too() =>
        Gen.Select(Versions.AnyClock, Versions.AnyClock, Versions.AnyClock).Sample(
            (a, b, c) =>
            {
                Assert.Equal(a.Merge(b), b.Merge(a));
                Assert.Equal(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
                Assert.Same(a, a.Merge(a));
            },
            iter: PropertyRuns.Many);

    [Fact]
    public void A_merge_covers_both_and_nothing_less_does() =>
        Two.Sample(
            pair =>
            {
                var merged = pair.Left.Merge(pair.Right);
                Assert.True(merged.Covers(pair.Left) && merged.Covers(pair.Right));
                Assert.All(merged.Entries, entry => Assert.Equal(
                    entry.Counter, Math.Max(pair.Left[entry.Actor], pair.Right[entry.Actor])));
            },
            iter: PropertyRuns.Many);

    [Fact]
    public void A_merge_that_brings_nothing_new_is_the_greater_clock_itself() =>
        Two.Sample(
            pair =>
            {
                var greater = pair.Left.Merge(pair.Right);
                Assert.Same(greater, greater.Merge(pair.Left));
                Assert.True(greater.Equals(pair.Right) || ReferenceEquals(greater, pair.Right.Merge(greater)));
            },
            iter: PropertyRuns.Many);

    [Fact]
    public void Times_take_no_part_in_comparing() =>
        Versions.AnyClock.Sample(
            clock =>
            {
                var timeless = VectorClock.Of(clock.Entries.Select(entry => entry with { UpdatedAt = default }));
                Assert.Equal(ClockRelation.Equal, clock.CompareTo(timeless));
            },
            iter: PropertyRuns.Many);

    [Fact]
    public void The_canonical_order_is_total_and_finds_only_equal_clocks_equal() =>
        Gen.Select(Versions.AnyClock, Versions.AnyClock, Versions.AnyClock).Sample(
            (a, b, c) =>
            {
                VectorClock[] sorted = [a, b, c];
                Array.Sort(sorted, VectorClock.CompareCanonically);
                Assert.True(VectorClock.CompareCanonically(sorted[0], sorted[2]) <= 0);
                Assert.Equal(a.Equals(b), VectorClock.CompareCanonically(a, b) == 0);
                Assert.Equal(
                    Math.Sign(VectorClock.CompareCanonically(a, b)),
                    -Math.Sign(VectorClock.CompareCanonically(b, a)));
            },
            iter: PropertyRuns.Many);

    [Fact]
    public void Equal_clocks_have_equal_hashes() =>
        Versions.AnyClock.Sample(
            clock => Assert.Equal(clock.GetHashCode(), VectorClock.Of(clock.Entries.Reverse()).GetHashCode()),
            iter: PropertyRuns.Few);

    [Fact]
    public void The_newest_life_of_a_node_stands_under_its_bare_name()
    {
        var clock = VectorClock.Of(
            [new(Versions.Life("B", 7), 2), new(Versions.Life("A", 2), 5), new(Versions.Life("A", 1), 9)]);

        Assert.Equal([("A/1", 9), ("A", 5), ("B", 2)], clock.Labelled());
        Assert.Equal("[(A/1,9),(A,5),(B,2)]", clock.ToString());
        Assert.Equal("[]", VectorClock.Empty.ToString());
    }

    [Fact]
    public void A_clock_refuses_an_actor_that_comes_twice() =>
        Assert.Throws<ArgumentException>(() =>
            VectorClock.Of([new(Versions.Life("A"), 1), new(Versions.Life("A"), 2)]));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    public void A_clock_refuses_numbers_that_name_no_write(long incarnation, long counter) =>
        Assert.Throws<ArgumentException>(() => VectorClock.Of([new(Versions.Life("A", incarnation), counter)]));

    [Fact]
    public void A_clock_refuses_an_actor_without_a_node() =>
        Assert.Throws<ArgumentException>(() => VectorClock.Of([new(default, 1)]));
}
