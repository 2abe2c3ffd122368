// Plain vector clocks and what they cost, case by case.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class PlainClockRulesTests
{
    private static readonly VersionRules Rules = VersionRules.For(VersionMode.VectorClock);

    [Fact]
    public void Two_clients_that_always_write_with_stale_contexts_make_siblings_explode() =>
        Assert.Equal(100, InterleavedWriters.SiblingsAfter(Rules, writes: 100));

    [Fact]
    public void A_stale_write_gets_one_clock_with_what_it_must_not_replace()
    {
        var first = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1), Versions.At(1));
        var both = Rules.Put(first, VectorClock.Empty, Versions.Dot("A", 2), Versions.At(2));

        Assert.Equal(["A/1:1", "A/1:2"], both.Values());
        Assert.Equal(["[(A,2)]", "[(A,2)]"], both.Siblings.Select(version => version.Clock.ToString()));
        Assert.Same(both, Rules.Merge(first, both));
    }

    [Fact]
    public void Two_blind_puts_through_one_coordinator_replace_each_other_and_through_two_become_siblings()
    {
        var first = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1));
        var atA = Rules.Put(first, null, Versions.Dot("A", 2));
        var atB = Rules.Put(SiblingSet.Empty, null, Versions.Dot("B", 1));

        Assert.Equal(["A/1:2"], atA.Values());
        Assert.Equal(["A/1:2", "B/1:1"], Rules.Merge(atA, atB).Values());
    }

    [Fact]
    public void A_clock_that_reaches_ten_pairs_loses_the_one_updated_longest_ago()
    {
        var written = WrittenBy("J", "B", "C", "D", "E", "F", "G", "H", "I", "A");

        Assert.Equal("[(A,1),(B,1),(C,1),(D,1),(E,1),(F,1),(G,1),(H,1),(I,1)]", written.Siblings[0].Clock.ToString());
    }

    [Fact]
    public void Of_equally_old_pairs_the_first_by_node_id_goes()
    {
        var context = NineOthersAt(seconds: 1);

        var written = Rules.Put(SiblingSet.Empty, context, Versions.Dot("A", 1), Versions.At(1));

        Assert.Equal("[(A,1),(C,1),(D,1),(E,1),(F,1),(G,1),(H,1),(I,1),(J,1)]", written.Context.ToString());
    }

    [Fact]
    public void The_pair_of_the_writer_stays_even_if_its_clock_lags()
    {
        var context = NineOthersAt(seconds: 5);

        var written = Rules.Put(SiblingSet.Empty, context, Versions.Dot("A", 1), Versions.At(1));

        Assert.Equal(1, written.Siblings[0].Past[Versions.Life("A")]);
    }

    [Fact]
    public void Truncation_makes_a_false_sibling_of_a_version_that_was_superseded()
    {
        var old = WrittenBy("A");
        var written = WrittenBy("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");

        Assert.Equal(["A/1:1", "J/1:1"], Rules.Merge(old, written).Values());
        Assert.Equal(Rules.Merge(written, old).Encode(), Rules.Merge(old, written).Encode());
    }

    [Fact]
    public void Without_truncation_the_same_history_leaves_one_version()
    {
        var roomy = VersionRules.PlainClocks(truncateAt: 11);

        var old = WrittenBy(roomy, ["A"]);
        var written = WrittenBy(roomy, ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]);

        Assert.Equal(["J/1:1"], roomy.Merge(old, written).Values());
    }

    [Fact]
    public void Dotted_clocks_are_never_truncated() =>
        Assert.Equal(26, WrittenBy(VersionRules.For(VersionMode.Dotted), Alphabet).Context.Count);

    [Fact]
    public void Merging_never_prunes()
    {
        var left = WrittenBy("A", "B", "C", "D", "E", "F", "G", "H", "I");
        var right = WrittenBy("R", "S", "T", "U", "V", "W", "X", "Y", "Z");

        Assert.Equal([9, 9], Rules.Merge(left, right).Siblings.Select(version => version.Clock.Count));
    }

    [Fact]
    public void A_clock_without_room_for_its_own_pair_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VersionRules.PlainClocks(truncateAt: 1));

    private static VectorClock NineOthersAt(long seconds) =>
        VectorClock.Of("BCDEFGHIJ".Select(node => new ClockEntry(Versions.Life($"{node}"), 1, Versions.At(seconds))));

    private static string[] Alphabet => [.. Enumerable.Range('A', 26).Select(letter => $"{(char)letter}")];

    private static SiblingSet WrittenBy(params string[] coordinators) => WrittenBy(Rules, coordinators);

    // Each coordinator writes once, knowing what the one before it wrote.
    private static SiblingSet WrittenBy(VersionRules rules, string[] coordinators)
    {
        var held = SiblingSet.Empty;
        for (var i = 0; i < coordinators.Length; i++)
        {
            held = rules.Put(held, held.Context, Versions.Dot(coordinators[i], 1), Versions.At(i + 1));
        }

        return held;
    }
}
