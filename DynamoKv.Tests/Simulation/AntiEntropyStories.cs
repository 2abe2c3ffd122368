// Anti-entropy as stories (Dynamo 4.7): transcripts that a student can read.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using static DynamoKv.Tests.Simulation.AntiEntropyWorld;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class AntiEntropyStories
{
    [Fact]
    public void Anti_entropy_brings_a_replica_up_to_date_that_missed_a_write_and_nobody_reads()
    {
        using var run = Start(EachSecond);
        run.RunFor(10);
        run.PutMissedBy(C, A, "cart:alice");
        run.RunFor(3000);

        Assert.Equal(["milk"], run.CartAt(C));
        run.AssertAllEqual();
        GoldenFile.AssertSame("anti-entropy-missed-write", run.Told());
    }

    [Fact]
    public void Two_equal_replicas_compare_one_hash()
    {
        using var run = Start(ByHand);
        run.RunFor(10);
        foreach (var number in Enumerable.Range(1, 5))
        {
            run.PutKey(A, $"key-{number}");
            run.RunFor(20);
        }

        var comparison = run.Exchange(A, B);

        Assert.Equal((1, 0), (comparison.Counts.Hashes, comparison.Counts.Differing));
        GoldenFile.AssertSame("anti-entropy-equal-replicas", run.Log.Where(entry => entry.Number > FirstOfExchange(run)).Select(LogLine.Format));
    }

    [Fact]
    public void A_preview_changes_nothing()
    {
        using var run = Start(ByHand);
        run.RunFor(10);
        run.PutMissedBy(C, A, "cart:alice", "cart:bob");
        var before = run.Rows(C);

        var comparison = Assert.IsType<CommandAnswer.Compared>(run.Ask(C, number => new NodeCommand.Compare(number, A))).Comparison;

        Assert.True(comparison.IsDryRun);
        Assert.Equal(["cart:alice", "cart:bob"], comparison.KeysThatAre(KeyDifference.Missing).Select(key => key.Text).Order());
        Assert.Equal(before, run.Rows(C));
        Assert.DoesNotContain(run.Logged<TraceEvent.VersionsStored>(), stored => stored.Reason == StoreReason.Exchanged);
        GoldenFile.AssertSame("anti-entropy-preview", run.Told());
    }

    [Fact]
    public void A_damaged_row_is_found_and_mended_from_the_others()
    {
        using var run = Start(EachSecond);
        run.RunFor(10);
        run.PutKey(A, "cart:alice");
        run.RunFor(990);
        run.Apply(new BitFlipAction(B, Cart));
        Assert.Empty(run.CartAt(B));
        run.RunFor(3000);

        Assert.Equal(["milk"], run.CartAt(B));
        Assert.Single(run.Logged<TraceEvent.RowDamaged>());
        run.AssertAllEqual();
        GoldenFile.AssertSame("anti-entropy-damaged-row", run.Told());
    }

    [Fact]
    public void A_paused_anti_entropy_leaves_the_difference_until_it_is_resumed()
    {
        using var run = Start(EachSecond);
        run.RunFor(10);
        run.Apply(new CrashAction(C, CrashLoss.Memory));
        run.PutKey(A, "cart:alice");
        run.RunFor(20);
        run.Apply(new RestartAction(C));
        run.Apply(new CommandAction(C, new NodeCommand.PauseAntiEntropy(run.NextCommand)));
        run.RunFor(6000);
        Assert.Empty(run.CartAt(C));
        Assert.True(run.State(C).IsPaused);

        run.Apply(new CommandAction(C, new NodeCommand.ResumeAntiEntropy(run.NextCommand)));
        run.RunFor(3000);

        Assert.Equal(["milk"], run.CartAt(C));
        GoldenFile.AssertSame("anti-entropy-paused", run.Told());
    }

    private static long FirstOfExchange(SimulationRun run) => run.Log.First(entry => entry.What is TraceEvent.ExchangeStarted).Number - 1;
}
