// Runs that are done again, up to a point or from there on.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class ReplayTests
{
    [Fact]
    public void A_replay_with_what_people_did_gives_the_same_log()
    {
        using var run = PlayByHand();
        using var again = SimulationRun.Replay(run.Scenario, run.Interventions, run.Steps, new MemoryStoreFactory());

        Assert.Equal(run.LogHash(), again.LogHash());
        Assert.Equal(run.Interventions, again.Interventions);
    }

    [Fact]
    public void A_replay_to_any_step_gives_a_prefix()
    {
        using var run = PlayByHand();
        for (var step = 0L; step <= run.Steps; step += 7)
        {
            using var part = SimulationRun.Replay(run.Scenario, run.Interventions, step, new MemoryStoreFactory());
            Assert.Equal(Lines(run, part.Log.Count), Lines(part, part.Log.Count));
        }
    }

    [Fact]
    public void A_fork_at_any_entry_holds_that_entry_and_shares_the_past()
    {
        using var run = PlayByHand();
        for (var number = 0; number <= run.Log.Count; number += 5)
        {
            using var fork = run.ForkAt(number, new MemoryStoreFactory());
            Assert.InRange(fork.Log.Count, number, run.Log.Count);
            Assert.Equal(Lines(run, fork.Log.Count), Lines(fork, fork.Log.Count));
        }
    }

    [Fact]
    public void A_fork_left_alone_takes_the_same_way_until_somebody_acts()
    {
        using var run = PlayByHand();
        using var fork = run.ForkAt(run.Log.Count, new MemoryStoreFactory());
        run.RunFor(1000);
        fork.RunUntil(run.Now);

        Assert.Equal(run.LogHash(), fork.LogHash());
    }

    [Fact]
    public void A_fork_goes_its_own_way_after_a_deed()
    {
        using var run = PlayByHand();
        using var fork = run.ForkAt(40, new MemoryStoreFactory());
        var shared = fork.Log.Count;
        fork.Put(run.Replicas()[0], "bread");
        fork.RunUntil(run.Now);

        Assert.Equal(Lines(run, shared), Lines(fork, shared));
        Assert.NotEqual(run.LogHash(), fork.LogHash());
    }

    [Fact]
    public void An_entry_that_does_not_exist_is_no_place_to_fork()
    {
        using var run = PlayByHand();

        Assert.Throws<ArgumentOutOfRangeException>(() => run.ForkAt(run.Log.Count + 1, new MemoryStoreFactory()));
    }

    [Fact]
    public void A_peek_at_the_next_operation_leaves_no_trace_in_a_replay()
    {
        using var run = Start(DemoScenario.Create());
        run.NextOperation(run.Replicas()[0]);
        run.RunFor(5000);
        using var again = SimulationRun.Replay(run.Scenario, run.Interventions, run.Steps, new MemoryStoreFactory());

        Assert.Equal(run.LogHash(), again.LogHash());
    }

    private static SimulationRun PlayByHand()
    {
        var run = Start(DemoScenario.Create());
        run.RunFor(500);
        var first = run.Replicas()[0];
        run.Put(first);
        run.Apply(new CrashAction(run.Replicas()[1], CrashLoss.Memory));
        run.RunFor(700.5);
        run.Get(first);
        run.Apply(new RestartAction(run.Replicas()[1]));
        run.RunFor(300);
        return run;
    }

    private static string[] Lines(SimulationRun run, int count) => [.. run.Log.Take(count).Select(LogLine.Format)];
}
