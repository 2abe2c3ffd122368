// A run that is saved as a scenario does the same again.
using System.Reflection;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Scenarios;

public sealed class SavedScenarioTests
{
    private static readonly ScenarioFile Small = Texts.Read("""
        dynamokv: 1
        name: small
        until: 30s
        cluster: { gossip: { every: 500ms }, anti_entropy: { every: 1s } }
        network: { latency: { dist: exponential, mean: 4ms }, loss: 1% }
        workload: { clients: 2, rate: { open: 40/s }, keys: { count: 4 } }
        faults:
          - { id: p1, at: 1s, for: 1s, partition: { shape: halves } }
          - { id: n1, every: { dist: exponential, mean: 1s }, between: [0s, 5s], for: 300ms, pause: { node: "random(1)" } }
        """);

    [Fact]
    public void A_run_with_anything_done_by_hand_is_reproduced_event_for_event_from_its_file() =>
        Gen.ULong.Sample(
            seed =>
            {
                using var run = new SimulationRun(Small.ToScenario(seed), new MemoryStoreFactory());
                HandPlay.Go(run, seed, deeds: 25);

                var text = ScenarioWriter.Write(SavedScenario.Of(Small, run));
                var saved = Texts.Read(text);
                using var again = new SimulationRun(saved.ToScenario(), new MemoryStoreFactory());
                again.RunTo(run.Steps, run.Now);

                Assert.Equal(run.LogHash(), again.LogHash());
                Assert.Equal(run.Interventions.Select(done => done.ToHand().ToScenarioLine()), again.Interventions.Select(done => done.ToHand().ToScenarioLine()));
                Assert.Equal(text, ScenarioWriter.Write(saved));
            },
            iter: 15);

    [Fact]
    public void What_is_saved_and_run_without_a_browser_begins_with_the_same_log()
    {
        using var run = new SimulationRun(Small.ToScenario(8), new MemoryStoreFactory());
        HandPlay.Go(run, 8, deeds: 30);

        var saved = Texts.Read(ScenarioWriter.Write(SavedScenario.Of(Small, run)));
        using var runner = new ScenarioRunner(saved, saved.Seed, new MemoryStoreFactory());
        runner.Advance(runner.End.SinceStart);

        Assert.True(runner.Run.Log.Count >= run.Log.Count);
        Assert.Equal(run.Log.Select(LogLine.Format), runner.Run.Log.Take(run.Log.Count).Select(LogLine.Format));
        Assert.True(runner.End - run.Now <= TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_fork_of_a_saved_run_shares_its_past_and_then_goes_on_as_the_file_says()
    {
        using var run = new SimulationRun(Small.ToScenario(3), new MemoryStoreFactory());
        HandPlay.Go(run, 3, deeds: 20);
        var saved = SavedScenario.Of(Small, run);
        using var again = new SimulationRun(saved.ToScenario(), new MemoryStoreFactory());
        again.RunTo(run.Steps, run.Now);

        for (var number = 0; number <= run.Log.Count; number += run.Log.Count / 9)
        {
            using var fork = again.ForkAt(number, new MemoryStoreFactory());
            Assert.Equal(run.Log.Take(fork.Log.Count).Select(LogLine.Format), fork.Log.Select(LogLine.Format));
            fork.RunTo(run.Steps, run.Now);
            Assert.Equal(run.LogHash(), fork.LogHash());
        }
    }

    [Fact]
    public void The_demo_as_a_file_runs_line_for_line_as_the_demo()
    {
        var file = Texts.Read(ScenarioWriter.Write(DemoFile.Create(9, Quorum.Default)));
        using var demo = new SimulationRun(DemoScenario.Create(9), new MemoryStoreFactory());
        using var run = new SimulationRun(file.ToScenario(), new MemoryStoreFactory());

        demo.RunUntil(Instant.After(TimeSpan.FromSeconds(40)));
        run.RunUntil(Instant.After(TimeSpan.FromSeconds(40)));

        Assert.True(demo.Log.Count > 500);
        Assert.Equal(demo.LogHash(), run.LogHash());
    }

    [Fact]
    public void Every_action_and_every_command_has_its_words()
    {
        var file = Small with { ByHand = [.. HandPlay.Samples.Select((action, index) => new HandAction(new Instant(index), index, action))] };

        var read = Texts.Read(ScenarioWriter.Write(file));

        Assert.Equal(file.ByHand.Select(line => line.ToScenarioLine()), read.ByHand.Select(line => line.ToScenarioLine()));
        Assert.Empty(Concrete<ScenarioAction>().Except(HandPlay.Samples.Select(action => action.GetType())));
        Assert.Empty(Concrete<NodeCommand>().Except(HandPlay.Samples.OfType<CommandAction>().Select(action => action.Command.GetType())));
    }

    [Fact]
    public void A_line_that_makes_no_sense_any_more_is_passed_over()
    {
        HandAction senseless = new(new Instant(500), null, new RestartAction(new NodeId("A")));
        HandAction sensible = new(new Instant(900), null, new PauseAction(new NodeId("B")));
        var file = Small with { Faults = [], ByHand = [senseless, sensible] };
        using var run = new SimulationRun(file.ToScenario(), new MemoryStoreFactory());

        run.RunUntil(new Instant(1_000));

        Assert.Equal(sensible.Action, Assert.Single(run.Interventions).Action);
        Assert.Equal(2, run.ByHandDone);
    }

    [Theory]
    [InlineData("- { at: 2s, crash: { node: A } }\n  - { at: 1s, restart: { node: A } }", 6, "put the lines in the order of their times")]
    [InlineData("- { at: 1s, crash: { node: Z } }", 5, "There is no node 'Z'")]
    [InlineData("- { at: 1s, crahs: { node: A } }", 5, "crash")]
    [InlineData("- { at: 1s, cut: { from: A, to: [B] } }", 5, "needs an 'id'")]
    [InlineData("- { at: 1s, put: { key: a, value: b, via: A, context: nonsense } }", 5, "The context is damaged")]
    [InlineData("- { at: 1s, restart: { node: A }, pause: { node: A } }", 5, "does one thing")]
    public void What_is_wrong_with_a_line_is_said_at_its_place(string lines, int line, string reason)
    {
        var reading = ScenarioReader.Read($"dynamokv: 1\nname: wrong\nuntil: 9s\nby_hand:\n  {lines}\n");

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(line, problem.At.Line);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    private static IEnumerable<Type> Concrete<T>() => Assembly.GetAssembly(typeof(T))!.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);
}
