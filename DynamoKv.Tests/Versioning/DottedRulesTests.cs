// Dotted version vectors, case by case.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class DottedRulesTests
{
    private static readonly VersionRules Rules = VersionRules.For(VersionMode.Dotted);

    [Fact]
    public void Two_blind_puts_through_one_coordinator_replace_each_other()
    {
        var first = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1));
        var second = Rules.Put(first, null, Versions.Dot("A", 2));

        Assert.Equal(["A/1:2"], second.Values());
    }

    [Fact]
    public void Two_blind_puts_through_different_coordinators_become_siblings()
    {
        var atA = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1));
        var atB = Rules.Put(SiblingSet.Empty, null, Versions.Dot("B", 1));

        Assert.Equal(["A/1:1", "B/1:1"], Rules.Merge(atB, atA).Values());
    }

    [Fact]
    public void A_put_supersedes_exactly_what_its_context_covers()
    {
        var seen = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1));
        var both = Rules.Put(seen, VectorClock.Empty, Versions.Dot("A", 2));

        Assert.Equal(["A/1:2", "A/1:3"], Rules.Put(both, seen.Context, Versions.Dot("A", 3)).Values());
    }

    [Fact]
    public void Two_clients_that_always_write_with_stale_contexts_leave_two_siblings() =>
        Assert.Equal(2, InterleavedWriters.SiblingsAfter(Rules, writes: 100));

    [Fact]
    public void A_context_of_an_old_life_does_not_cover_the_first_write_of_a_new_one()
    {
        var oldLife = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 5, incarnation: 1));
        var newLife = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1, incarnation: 2));

        Assert.Equal(["A/1:5", "A/2:1"], Rules.Merge(oldLife, newLife).Values());
    }

    [Fact]
    public void A_node_that_counts_on_under_its_old_life_after_losing_its_disk_loses_a_write() // riak_kv issue 679
    {
        var first = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1));
        var second = Rules.Put(first, first.Context, Versions.Dot("A", 2));
        var afterLoss = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1));

        Assert.Equal(["A/1:2"], Rules.Merge(second, afterLoss).Values());
    }

    [Fact]
    public void A_delete_supersedes_what_it_saw_and_stands_beside_what_it_did_not()
    {
        var seen = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1));
        var unseen = Rules.Put(SiblingSet.Empty, null, Versions.Dot("B", 1));
        var deleted = Rules.Delete(seen, seen.Context, Versions.Dot("A", 2));

        var merged = Rules.Merge(deleted, unseen);

        Assert.False(deleted.HasLiveValue);
        Assert.True(merged.HasLiveValue);
        Assert.Equal((2, 1), (merged.Count, merged.LiveCount));
        Assert.Same(deleted, Rules.Merge(seen, deleted));
    }

    [Fact]
    public void A_write_that_saw_the_tombstone_takes_its_place()
    {
        var deleted = Rules.Delete(SiblingSet.Empty, null, Versions.Dot("A", 1));
        var written = Rules.Put(deleted, deleted.Context, Versions.Dot("B", 1));

        Assert.Equal(["B/1:1"], Rules.Merge(deleted, written).Values());
    }

    [Fact]
    public void A_context_with_times_leaves_none_in_a_dotted_version()
    {
        var timed = VectorClock.Empty.Including(Versions.Dot("B", 3), Versions.At(7));

        var past = Rules.Put(SiblingSet.Empty, timed, Versions.Dot("A", 1)).Siblings[0].Past;

        Assert.Equal(Versions.ClockOf(("B", 3)), past);
    }

    [Fact]
    public void Forged_contexts_that_claim_each_other_cannot_empty_a_set()
    {
        var forged = Versions.ClockOf(("A", 100), ("B", 100));
        var atA = Rules.Put(SiblingSet.Empty, forged, Versions.Dot("A", 1));
        var atB = Rules.Put(SiblingSet.Empty, forged, Versions.Dot("B", 1));

        Assert.Equal(2, Rules.Merge(atA, atB).Count);
    }
}
