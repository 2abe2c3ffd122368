// Runs of scenarios that people watch.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class ScenarioSessionTests
{
    private static readonly ScenarioFile Small = ScenarioReader.Require("""
        dynamokv: 1
        name: small
        seed: 5
        until: 6s
        settle: 3s
        workload: { clients: 2, rate: { open: 20/s }, keys: { count: 5 } }
        faults:
          - { id: p1, at: 2s, for: 2s, partition: { groups: [[A, B], [C, D, E]] } }
        assert:
          - { id: a1, kind: no_lost_acked_writes }
          - { id: a2, kind: converged, within: 3s }
          - { id: a3, kind: siblings, max: 0, expect: fail }
          - { id: a4, kind: hints_drained, by: 8500ms }
        """);

    [Fact]
    public void A_watched_scenario_ends_with_the_verdicts_of_the_same_run_without_a_browser()
    {
        using var bench = new SessionBench();
        var session = bench.Runs.Create(Small, seed: 11);
        using var hold = session.KeepAwake();

        bench.Time.Advance(TimeSpan.FromSeconds(30));

        var plain = ScenarioRunner.RunToEnd(Small, 11);
        Assert.Equal(Instant.After(TimeSpan.FromSeconds(9)), session.Current.Playback.Now);
        Assert.Contains("is over, after 9 s", session.Current.Playback.StoppedBecause, StringComparison.Ordinal);
        Assert.Equal(plain.Lines, session.LastEvent);
        Assert.Equal(plain.Verdicts.Select(verdict => verdict.ToString()), session.Verdicts.Select(verdict => verdict.ToString()));
        Assert.Equal(plain.Faults.Select(window => (window.What, window.From, window.Until, window.Line)),
            session.FaultWindows.Select(window => (window.What, window.From, window.Until, window.Line)));
        Assert.Same(Small, session.Scenario);
        Assert.Equal(11UL, session.Seed);
    }

    [Fact]
    public void Verdicts_are_empty_until_the_end_and_can_be_asked_for_before()
    {
        using var bench = new SessionBench();
        var session = bench.Runs.Create(Small, seed: null);
        using var hold = session.KeepAwake();
        bench.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Empty(session.Verdicts);
        var soFar = session.JudgeSoFar();

        Assert.Equal(4, soFar.Length);
        Assert.Equal(VerdictOutcome.Unknown, soFar[1].Outcome); // the partition is still there
        Assert.Equal(VerdictOutcome.Unknown, soFar[3].Outcome); // its time has not come
        Assert.Equal(soFar, session.JudgeSoFar());
        Assert.Equal(5UL, session.Seed);
    }

    [Fact]
    public void A_run_that_is_stepped_sees_its_assertions_at_the_same_times()
    {
        using var bench = new SessionBench();
        var session = bench.Runs.Create(Small, seed: 11);

        while (session.Current.Playback.StoppedBecause is null)
            session.Controls!.StepForward();

        Assert.Equal(ScenarioRunner.RunToEnd(Small, 11).Verdicts.Select(verdict => verdict.ToString()), session.Verdicts.Select(verdict => verdict.ToString()));
    }

    [Fact]
    public void Fault_windows_hold_what_was_planned_and_what_was_done_by_hand()
    {
        using var bench = new SessionBench();
        var session = bench.Runs.Create(Small, seed: null);
        using var hold = session.KeepAwake();
        bench.Time.Advance(TimeSpan.FromSeconds(2.5));

        session.Controls!.Apply(new CrashAction(new NodeId("E"), CrashLoss.Memory));

        var windows = session.FaultWindows;
        Assert.Equal(2, windows.Length);
        Assert.StartsWith("p1: a partition between", windows[0].What, StringComparison.Ordinal);
        Assert.Equal((Instant.After(TimeSpan.FromSeconds(2)), true), (windows[0].From, windows[0].IsOpen));
        Assert.Equal("E is down", windows[1].What);
        Assert.Equal(session.ReadLog(windows[1].Line, 1)[0].At, windows[1].From);
    }

    [Fact]
    public void A_fork_of_a_scenario_is_judged_by_its_own_course()
    {
        using var bench = new SessionBench();
        var session = bench.Runs.Create(Small, seed: 11);
        using var hold = session.KeepAwake();
        bench.Time.Advance(TimeSpan.FromSeconds(30));

        var fork = session.Controls!.Fork(session.EventAt(Instant.After(TimeSpan.FromSeconds(3))));
        fork.Controls!.Apply(new HealAction("p1"));
        using var forkHold = fork.KeepAwake();
        bench.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(4, fork.Verdicts.Length);
        Assert.True(fork.FaultWindows[0].Until < session.FaultWindows[0].Until);
        Assert.Equal("small", fork.Title);
    }

    [Fact]
    public void A_cluster_that_is_too_large_to_watch_is_refused_with_a_sentence()
    {
        using var bench = new SessionBench(new SimulationOptions { MaxNodes = 4 });

        var refused = Assert.Throws<RunLimitException>(() => bench.Runs.Create(Small, seed: null));

        Assert.Contains("5 nodes", refused.Message, StringComparison.Ordinal);
        Assert.Single(bench.Runs.All);
    }
}
