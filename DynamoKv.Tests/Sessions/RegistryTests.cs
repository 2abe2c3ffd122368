// The runs of a server.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class RegistryTests
{
    [Fact]
    public void Own_runs_are_found_by_name_and_listed_after_main()
    {
        using var bench = new SessionBench();

        var own = bench.Runs.Create(7);

        Assert.Equal("run-2", own.Name);
        Assert.Equal(7UL, own.Seed);
        Assert.Same(own, bench.Runs.Find("run-2"));
        Assert.Equal(["main", "run-2"], bench.Runs.All.Select(run => run.Name));
    }

    [Theory]
    [InlineData("run-99")]
    [InlineData("run-")]
    [InlineData("Main")]
    [InlineData("")]
    public void A_name_that_nobody_has_finds_nothing(string name)
    {
        using var bench = new SessionBench();

        Assert.Null(bench.Runs.Find(name));
    }

    [Fact]
    public void A_server_that_holds_its_most_runs_refuses_another_and_says_what_to_do()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 1, MaxRuns = 1 });
        bench.Runs.Create(null);

        var refusal = Assert.Throws<RunLimitException>(() => bench.Runs.Create(null));

        Assert.Contains("1 beside main", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<RunLimitException>(() => bench.Controls.Fork(0));
    }

    [Fact]
    public async Task A_run_without_viewers_is_closed_after_its_idle_time_and_its_clients_are_told()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 1, RunIdleTime = TimeSpan.FromMinutes(10) });
        var own = bench.Runs.Create(null);

        bench.Time.Advance(TimeSpan.FromMinutes(13));

        Assert.Null(bench.Runs.Find(own.Name));
        await Assert.ThrowsAsync<RunStoppedException>(() => own.SubmitAsync(null, SessionBench.Get("k"), CancellationToken.None));
    }

    [Fact]
    public void A_run_that_somebody_watches_is_kept()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 1, RunIdleTime = TimeSpan.FromMinutes(10) });
        var own = bench.Runs.Create(null);
        own.Controls!.Pause();
        using var hold = own.Controls.KeepAwake();

        bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.Same(own, bench.Runs.Find(own.Name));
    }

    [Fact]
    public void Main_is_never_closed_for_being_idle()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 1, RunIdleTime = TimeSpan.FromMinutes(1) });

        bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.Same(bench.Main, bench.Runs.Find("main"));
        Assert.Null(bench.Main.Current.Playback.StoppedBecause);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_speed_that_makes_no_sense_is_refused(double speed)
    {
        using var bench = new SessionBench();

        Assert.Throws<ArgumentException>(() => bench.Controls.SetSpeed(speed));
        Assert.Equal(1, bench.Main.Current.Playback.Speed);
    }
}
