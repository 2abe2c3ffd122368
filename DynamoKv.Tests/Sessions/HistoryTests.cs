// Looking back, watching, and forking.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class HistoryTests
{
    [Fact]
    public void A_snapshot_of_any_entry_is_the_fold_of_the_log_up_to_it()
    {
        using var bench = Ran(seconds: 60);
        var last = bench.Main.Current.Playback.LastEvent;
        Assert.True(last > RunProjection.CheckpointInterval, "the run is too short to cross a checkpoint");
        var folded = ClusterSnapshot.Before(bench.Main.Ring.Members.Select(member => member.Id));
        foreach (var entry in bench.Main.ReadLog(1, (int)last))
        {
            folded = folded.Apply(entry);
            if (entry.Number % 97 == 0 || entry.Number is 1_000 or 1_001 or 999)
            {
                AssertSame(folded, bench.Main.SnapshotAt(entry.Number));
            }
        }

        AssertSame(folded, bench.Main.Current.Head);
    }

    [Fact]
    public void The_event_at_a_time_is_the_last_one_not_after_it()
    {
        using var bench = Ran(seconds: 5);
        var log = bench.Main.ReadLog(1, int.MaxValue);
        foreach (var entry in log)
        {
            var found = bench.Main.EventAt(entry.At);
            Assert.Equal(entry.At, log[(int)found - 1].At);
            Assert.True(found == log.Count || log[(int)found].At > entry.At);
        }

        Assert.Equal(0, bench.Main.EventAt(new Instant(-1)));
    }

    [Theory]
    [InlineData(-5, 10, 4)]
    [InlineData(1, 0, 0)]
    [InlineData(3, 2, 2)]
    [InlineData(1_000_000, 5, 0)]
    public void Reading_beyond_the_log_gives_what_exists(long first, int count, int expected)
    {
        using var bench = Ran(seconds: 5);

        Assert.Equal(expected, bench.Main.ReadLog(first, count).Count);
    }

    [Fact]
    public void A_step_forward_writes_at_least_one_entry()
    {
        using var bench = new SessionBench();
        bench.Controls.Pause();
        var before = bench.Main.Current.Playback.LastEvent;

        bench.Controls.StepForward();

        Assert.True(bench.Main.Current.Playback.LastEvent > before);
    }

    [Fact]
    public async Task Two_watchers_see_the_same_entries_in_order_without_a_gap()
    {
        using var bench = new SessionBench();
        using var hold = bench.Controls.KeepAwake();
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var seen = await bench.Time.AdvanceUntil(Task.WhenAll(Collect(bench.Main, 50, end.Token), Collect(bench.Main, 50, end.Token)));

        Assert.Equal(seen[0].Take(50), seen[1].Take(50));
        Assert.Equal(Enumerable.Range((int)seen[0][0], seen[0].Count).Select(number => (long)number), seen[0]);
    }

    [Fact]
    public async Task A_fork_shares_the_past_and_is_free_from_there()
    {
        using var bench = Ran(seconds: 10);
        var half = bench.Main.Current.Playback.LastEvent / 2;

        var fork = bench.Controls.Fork(half);
        fork.Controls!.Apply(new CrashAction(SessionBench.A, CrashLoss.Memory));
        await bench.Time.AdvanceUntil(fork.SubmitAsync(null, SessionBench.Get("k"), CancellationToken.None));

        Assert.Equal(bench.Main.ReadLog(1, (int)half).Select(entry => (entry.Number, entry.At)), fork.ReadLog(1, (int)half).Select(entry => (entry.Number, entry.At)));
        Assert.Equal(NodeCondition.Down, fork.Current.Head.Nodes[SessionBench.A].Condition);
        Assert.Equal(NodeCondition.Up, bench.Main.Current.Head.Nodes[SessionBench.A].Condition);
    }

    private static async Task<List<long>> Collect(IClusterSession session, int atLeast, CancellationToken end)
    {
        var numbers = new List<long>();
        await foreach (var tick in session.WatchAsync(end))
        {
            numbers.AddRange(tick.NewEntries.Select(entry => entry.Number));
            if (numbers.Count >= atLeast)
            {
                break;
            }
        }

        return numbers;
    }

    private static void AssertSame(ClusterSnapshot expected, ClusterSnapshot actual)
    {
        Assert.Equal(expected.EventNumber, actual.EventNumber);
        Assert.Equal(expected.Now, actual.Now);
        Assert.Equal(expected.InFlight.Keys, actual.InFlight.Keys);
        Assert.Equal(expected.Operations.Select(operation => (operation.Id, operation.State)), actual.Operations.Select(operation => (operation.Id, operation.State)));
        Assert.Equal(expected.Nodes.Values.Select(node => (node.Id, node.Condition, node.Rows.Count)), actual.Nodes.Values.Select(node => (node.Id, node.Condition, node.Rows.Count)));
    }

    private static SessionBench Ran(int seconds)
    {
        var bench = new SessionBench();
        using var hold = bench.Controls.KeepAwake();
        bench.Time.Advance(TimeSpan.FromSeconds(seconds));
        return bench;
    }
}
