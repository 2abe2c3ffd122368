// When a run moves and when it sleeps.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class SleepTests
{
    [Fact]
    public void A_run_that_nobody_watches_stands_still_and_runs_no_timer()
    {
        using var bench = new SessionBench();
        var idle = bench.Time.ArmedTimers;

        bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Instant.Zero, bench.Main.Current.Playback.Now);
        Assert.False(bench.Main.Current.Playback.IsMoving);
        Assert.Equal(1, idle); // the sweep of idle runs
    }

    [Fact]
    public void A_held_run_moves_with_real_time_at_its_speed()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 2 });
        using var hold = bench.Controls.KeepAwake();

        bench.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.True(bench.Main.Current.Playback.IsMoving);
        Assert.Equal(Instant.After(TimeSpan.FromSeconds(6)), bench.Main.Current.Playback.Now);
    }

    [Fact]
    public void A_run_sleeps_when_its_last_viewer_lets_go()
    {
        using var bench = new SessionBench();
        var first = bench.Controls.KeepAwake();
        var second = bench.Controls.KeepAwake();
        first.Dispose();
        first.Dispose();
        Assert.True(bench.Main.Current.Playback.IsMoving);

        second.Dispose();

        Assert.False(bench.Main.Current.Playback.IsMoving);
        Assert.Equal(1, bench.Time.ArmedTimers);
    }

    [Fact]
    public void Time_asleep_does_not_count()
    {
        using var bench = new SessionBench();
        bench.Time.Advance(TimeSpan.FromHours(1));
        using var hold = bench.Controls.KeepAwake();

        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Instant.After(TimeSpan.FromSeconds(1)), bench.Main.Current.Playback.Now);
    }

    [Fact]
    public async Task A_request_wakes_a_sleeping_run_until_it_is_answered()
    {
        using var bench = new SessionBench();

        var answer = await bench.Time.AdvanceUntil(bench.Submit(SessionBench.Put("k", "v")));

        Assert.IsType<ClientResponse.Written>(answer);
        Assert.False(bench.Main.Current.Playback.IsMoving);
    }

    [Fact]
    public void A_run_that_can_not_keep_up_becomes_slower_and_says_so()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 1_000, MaxStepsPerTick = 1 });
        using var hold = bench.Controls.KeepAwake();

        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(bench.Main.Current.Playback.IsBehind);
        Assert.True(bench.Main.Current.Playback.Now < Instant.After(TimeSpan.FromSeconds(1_000)));
    }

    [Fact]
    public void A_run_stops_at_its_limit_of_log_entries_and_says_so()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 1_000, MaxLogEntries = 1_000 });
        using var hold = bench.Controls.KeepAwake();

        bench.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Contains("1,000 log entries", bench.Main.Current.Playback.StoppedBecause, StringComparison.Ordinal);
        Assert.False(bench.Main.Current.Playback.IsMoving);
        Assert.Throws<RunStoppedException>(() => bench.Controls.StepForward());
    }
}
