// Whatever fails passes without its witness.
using CsCheck;
using DynamoKv.Engine.Checking.Histories;

namespace DynamoKv.Tests.Checking.Histories;

public sealed class WitnessTests
{
    private const int Histories = 1_000;

    [Fact]
    public void Without_its_witness_no_random_history_fails() =>
        RandomHistories.Any.Sample(
            drafts =>
            {
                foreach (var history in new[] { RandomHistories.Rich(drafts), RandomHistories.Register(drafts), RandomHistories.Set(drafts) })
                {
                    foreach (var checker in Checkers.All)
                        AssertWitness(checker, history);
                }
            },
            iter: Histories);

    [Fact]
    public void Every_checker_fails_some_random_histories()
    {
        var failed = new int[Checkers.All.Length];
        RandomHistories.Any.Sample(
            drafts =>
            {
                foreach (var history in new[] { RandomHistories.Rich(drafts), RandomHistories.Set(drafts) })
                {
                    for (var index = 0; index < failed.Length; index++)
                    {
                        if (Checkers.All[index].Check(history).Outcome == VerdictOutcome.Fail)
                            Interlocked.Increment(ref failed[index]);
                    }
                }
            },
            iter: 3_000);

        // The median of these waits is below a tenth of a second, always: latency has cases of its own.
        Assert.All(Enumerable.Range(0, failed.Length - 1), index => Assert.True(failed[index] > 0, $"'{Checkers.All[index].Name}' never failed."));
    }

    [Fact]
    public void What_reads_saw_of_a_removed_write_goes_with_it()
    {
        var history = HistoryScript.Parse(
            "c1 0-10 put x milk", "c2 0-10 put x bread", "c3 20-30 get x -> milk bread", "c3 40-50 get x -> milk", "c3 60-70 get x -> nothing");

        var left = history.Without([history.Rows[0]]);

        Assert.Equal(["c2-1", "c3-1", "c3-3"], left.Rows.Select(row => row.Operation));
        Assert.Equal("bread", Assert.Single(left.Rows[1].Seen).Text);
    }

    [Fact]
    public void A_history_names_each_row_once_and_ends_what_is_done()
    {
        var row = HistoryScript.Parse("c1 0-10 put x milk").Rows[0];

        Assert.Throws<ArgumentException>(() => History.Of([row, row]));
        Assert.Throws<ArgumentException>(() => History.Of([row with { Returned = null }]));
    }

    private static void AssertWitness(HistoryChecker checker, History history)
    {
        var verdict = checker.Check(history);
        if (verdict.Outcome != VerdictOutcome.Fail)
            return;

        var after = checker.Check(history.Without(verdict.Witness));
        Assert.True(after.Outcome != VerdictOutcome.Fail, $"{verdict}\nwithout its witness still: {after}");
    }
}
