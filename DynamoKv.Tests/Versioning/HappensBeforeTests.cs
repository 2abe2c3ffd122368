// The rules against an exact record of who had seen what.
using CsCheck;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class HappensBeforeTests
{
    [Fact]
    public void Dotted_keeps_every_concurrent_write_and_drops_exactly_the_causal_past() =>
        History.Steps.Sample(
            steps =>
            {
                var history = History.Of(VersionMode.Dotted, steps);
                for (var replica = 0; replica < History.Replicas; replica++)
                {
                    Assert.Equal(history.Concurrent(history.Seen[replica]), Dots(history.Held[replica]));
                }

                Assert.Equal(history.Concurrent([.. history.PastOf.Keys]), Dots(history.Converged()));
            },
            iter: PropertyRuns.Histories);

    [Fact]
    public void Dotted_contexts_cover_exactly_what_their_replica_has_seen() =>
        History.Steps.Sample(
            steps =>
            {
                var history = History.Of(VersionMode.Dotted, steps);
                for (var replica = 0; replica < History.Replicas; replica++)
                {
                    var context = history.Held[replica].Context;
                    Assert.Equal(history.Seen[replica].Order(), history.PastOf.Keys.Where(context.Covers).Order());
                }
            },
            iter: PropertyRuns.Histories);

    [Fact]
    public void Dotted_clocks_carry_no_times() =>
        History.Steps.Sample(
            steps => Assert.All(
                History.Of(VersionMode.Dotted, steps).Held,
                set => Assert.All(set.Context.Entries, entry => Assert.Equal(default, entry.UpdatedAt))),
            iter: PropertyRuns.Few);

    [Fact]
    public void Plain_clocks_lose_no_concurrent_write() => AssertNothingLost(VersionRules.For(VersionMode.VectorClock));

    [Fact]
    public void Truncated_clocks_lose_no_concurrent_write_either() =>
        AssertNothingLost(VersionRules.PlainClocks(truncateAt: 3));

    [Fact]
    public void Last_write_wins_keeps_the_newest_write_of_all() =>
        History.Steps.Sample(
            steps =>
            {
                var history = History.Of(VersionMode.LastWriteWins, steps);
                var newest = history.PastOf.Keys.TakeLast(1);
                Assert.Equal(newest, Dots(history.Converged()));
            },
            iter: PropertyRuns.Histories);

    private static void AssertNothingLost(VersionRules rules) =>
        History.Steps.Sample(
            steps =>
            {
                var history = History.Of(rules, steps);
                for (var replica = 0; replica < History.Replicas; replica++)
                {
                    var due = history.Concurrent(history.Seen[replica]).ToHashSet();
                    Assert.Subset(Dots(history.Held[replica]).ToHashSet(), due);
                }
            },
            iter: PropertyRuns.Histories);

    private static IEnumerable<Dot> Dots(SiblingSet set) => set.Siblings.Select(sibling => sibling.Dot);
}
