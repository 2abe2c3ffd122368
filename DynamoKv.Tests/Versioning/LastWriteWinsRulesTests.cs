// Last write wins and what it loses, case by case.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class LastWriteWinsRulesTests
{
    private static readonly VersionRules Rules = VersionRules.For(VersionMode.LastWriteWins);

    [Fact]
    public void One_of_two_concurrent_writes_is_lost()
    {
        var atA = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1), Versions.At(2));
        var atB = Rules.Put(SiblingSet.Empty, null, Versions.Dot("B", 1), Versions.At(1));

        Assert.Same(atA, Rules.Merge(atA, atB));
        Assert.Same(atA, Rules.Merge(atB, atA));
    }

    [Fact]
    public void A_coordinator_whose_clock_lags_loses_a_write_that_saw_the_other()
    {
        var first = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1), Versions.At(10));

        var second = Rules.Put(first, first.Context, Versions.Dot("B", 1), Versions.At(9));

        Assert.Same(first, second);
    }

    [Theory]
    [InlineData("A", 1, 1, "B", 1, 1)]
    [InlineData("A", 1, 9, "A", 2, 1)]
    [InlineData("A", 1, 1, "A", 1, 2)]
    public void Equal_times_are_decided_by_node_then_life_then_counter(
        string loser, long loserLife, long loserCounter, string winner, long winnerLife, long winnerCounter)
    {
        var lost = Rules.Put(SiblingSet.Empty, null, Versions.Dot(loser, loserCounter, loserLife), Versions.At(1));
        var won = Rules.Put(SiblingSet.Empty, null, Versions.Dot(winner, winnerCounter, winnerLife), Versions.At(1));

        Assert.Same(won, Rules.Merge(lost, won));
        Assert.Same(won, Rules.Merge(won, lost));
    }

    [Fact]
    public void A_tombstone_wins_and_loses_by_its_time_like_any_write()
    {
        var written = Rules.Put(SiblingSet.Empty, null, Versions.Dot("A", 1), Versions.At(1));
        var deleted = Rules.Delete(written, null, Versions.Dot("A", 2), Versions.At(2));
        var again = Rules.Put(deleted, null, Versions.Dot("A", 3), Versions.At(3));

        Assert.False(deleted.HasLiveValue);
        Assert.Equal(["A/1:3"], again.Values());
    }

    [Fact]
    public void Siblings_that_another_mode_left_are_reduced_to_one()
    {
        var dotted = VersionRules.For(VersionMode.Dotted);
        var both = dotted.Merge(
            dotted.Put(SiblingSet.Empty, null, Versions.Dot("A", 1), Versions.At(1)),
            dotted.Put(SiblingSet.Empty, null, Versions.Dot("B", 1), Versions.At(2)));

        Assert.Equal(["B/1:1"], Rules.Merge(both, SiblingSet.Empty).Values());
    }
}
