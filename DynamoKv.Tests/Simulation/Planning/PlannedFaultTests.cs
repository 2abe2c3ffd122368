// Faults by plan: when they begin and end.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Planning;
using DynamoKv.Tests.Simulation.Clients;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Planning;

public sealed class PlannedFaultTests
{
    private static readonly NodeId A = new("A");
    private static readonly NodeId B = new("B");

    [Fact]
    public void A_fault_is_in_force_from_its_start_until_its_time_is_over()
    {
        using var run = Start(With(new PlannedFault("p1", At(100), Partition(A, B), Ms(50))));
        run.RunUntil(AtMs(99));
        Assert.Empty(run.ActiveFaults);
        run.RunUntil(AtMs(149));
        Assert.Equal(["p1"], run.ActiveFaults);
        run.RunUntil(AtMs(150));

        Assert.Empty(run.ActiveFaults);
    }

    [Fact]
    public void A_crashed_node_starts_again_and_a_paused_one_goes_on()
    {
        using var run = Start(With(
            new PlannedFault("c1", At(100), new PlannedAction.Crash(new NodeSelector.One(A), CrashLoss.Unsynced), Ms(50)),
            new PlannedFault("s1", At(100), new PlannedAction.Pause(new NodeSelector.One(B)), Ms(20))));
        run.RunUntil(AtMs(110));
        Assert.True(!run.IsUp(A) && run.IsPaused(B));
        run.RunUntil(AtMs(130));
        Assert.True(!run.IsUp(A) && !run.IsPaused(B));
        run.RunUntil(AtMs(150));

        Assert.True(run.IsUp(A));
    }

    [Fact]
    public void At_one_instant_the_old_fault_is_healed_before_the_new_one_begins()
    {
        using var run = Start(With(
            new PlannedFault("second", At(100), new PlannedAction.Crash(new NodeSelector.One(A), CrashLoss.Memory), Ms(50)),
            new PlannedFault("first", At(50), new PlannedAction.Crash(new NodeSelector.One(A), CrashLoss.Memory), Ms(50))));
        run.RunUntil(AtMs(200));

        Assert.Equal(["NodeCrashed", "NodeRestarted", "NodeCrashed", "NodeRestarted"], Lives(run));
        Assert.Empty(run.Logged<WorldEvent.FaultPassedOver>());
    }

    [Fact]
    public void What_is_pointless_is_passed_over_and_the_log_says_why()
    {
        using var run = Start(With(
            new PlannedFault("c1", At(100), new PlannedAction.Crash(new NodeSelector.One(A), CrashLoss.Memory), Ms(100)),
            new PlannedFault("c2", At(150), new PlannedAction.Pause(new NodeSelector.One(A)), Ms(10))));
        run.RunUntil(AtMs(300));
        var passed = Assert.Single(run.Logged<WorldEvent.FaultPassedOver>());

        Assert.Equal(("c2", "pause: { node: A }", "A is down: it can't be paused."), (passed.Fault, passed.What, passed.Reason));
    }

    [Fact]
    public void The_end_of_a_fault_that_somebody_ended_before_is_passed_over()
    {
        using var run = Start(With(new PlannedFault("c1", At(100), new PlannedAction.Crash(new NodeSelector.One(A), CrashLoss.Memory), Ms(100))));
        run.RunUntil(AtMs(150));
        run.Apply(new RestartAction(A));
        run.RunUntil(AtMs(300));

        Assert.Equal("A is up already: it can't be restarted.", Assert.Single(run.Logged<WorldEvent.FaultPassedOver>()).Reason);
    }

    [Fact]
    public void A_fault_begins_when_the_awaited_event_comes_for_the_nth_time()
    {
        var when = new FaultStart.On(new EventFilter("versions.stored", Key: Cart, Nth: 2), Ms(10));
        using var run = Start(With(new PlannedFault("g1", when, new PlannedAction.Pause(new NodeSelector.OfEvent()), Ms(20))) with
        {
            Clients = new ClientOptions { Script = [ClientWorlds.Put("w1", ClientWorlds.At(100))] },
        });
        run.RunFor(3000);
        var second = run.Log.Where(entry => entry.What is TraceEvent.VersionsStored).ElementAt(1);
        var paused = run.Log.Single(entry => entry.What is WorldEvent.NodePaused);
        var resolved = run.Log.Single(entry => entry.What is WorldEvent.SelectorResolved);

        Assert.Equal((second.At + Ms(10), second.Node), (paused.At, paused.Node));
        Assert.Equal(second.Number, resolved.Cause);
    }

    [Fact]
    public void An_event_of_another_owner_or_node_does_not_count()
    {
        var pause = new PlannedAction.Pause(new NodeSelector.One(A));
        using var run = Start(With(
            new PlannedFault("owner", new FaultStart.On(new EventFilter("message.sent", Owner: B)), pause, Ms(1)),
            new PlannedFault("node", new FaultStart.On(new EventFilter("node.started", Node: B)), pause, Ms(1)),
            new PlannedFault("key", new FaultStart.On(new EventFilter("request.entered", Key: Key.Of("other"))), pause, Ms(1))));
        run.Put(A);
        run.RunFor(1000);
        var sent = run.Log.FirstOrDefault(entry => entry.What is WorldEvent.MessageSent message && message.Receiver == B)?.At;

        Assert.Equal(sent is null ? 1 : 2, run.Logged<WorldEvent.NodePaused>().Count() + run.Logged<WorldEvent.FaultPassedOver>().Count());
    }

    [Fact]
    public void A_fault_that_waits_for_an_event_begins_without_a_log_too()
    {
        var scenario = With(new PlannedFault("g1", new FaultStart.On(new EventFilter("request.entered")), new PlannedAction.Crash(new NodeSelector.OfEvent(), CrashLoss.Memory)));
        using var told = Start(scenario);
        using var silent = Start(scenario, new RunOptions { IsTracing = false });
        foreach (var run in new[] { told, silent })
        {
            run.Put(A);
            run.RunFor(100);
        }

        Assert.False(silent.IsUp(A));
        Assert.Empty(silent.Log);
        Assert.Equal(told.Steps, silent.Steps);
    }

    [Fact]
    public void A_fault_may_come_again_and_again_within_its_time()
    {
        var often = new FaultStart.Every(Latency.Exponential(Ms(50)), AtMs(1000), AtMs(2000));
        using var run = Start(With(new PlannedFault("n1", often, new PlannedAction.Pause(new NodeSelector.Random(1)), Ms(5))));
        run.RunFor(4000);
        var begins = run.Log.Where(entry => entry.What is WorldEvent.SelectorResolved).ToArray();

        Assert.InRange(begins.Length, 8, 40);
        Assert.All(begins, one => Assert.True(one.At > AtMs(1000) && one.At < AtMs(2000)));
        Assert.Equal(["n1#1", "n1#2"], begins.Take(2).Select(one => ((WorldEvent.SelectorResolved)one.What).Fault));
        Assert.True(begins.Select(one => ((WorldEvent.SelectorResolved)one.What).Nodes[0]).Distinct().Count() > 2);
    }

    [Fact]
    public void When_the_run_is_to_be_calm_everything_is_mended_and_nothing_begins_any_more()
    {
        using var run = Start(With(
            new PlannedFault("c1", At(100), new PlannedAction.Crash(new NodeSelector.One(A), CrashLoss.Memory)),
            new PlannedFault("p1", At(100), Partition(B, new NodeId("C"))),
            new PlannedFault("s1", At(100), new PlannedAction.Pause(new NodeSelector.One(B)), Ms(800)),
            new PlannedFault("late", At(600), Partition(A, B))) with
        { CalmAt = AtMs(500) });
        run.RunUntil(AtMs(499));
        Assert.True(!run.IsUp(A) && run.IsPaused(B) && run.ActiveFaults.Length == 1);
        run.RunUntil(AtMs(2000));

        Assert.True(run.IsUp(A) && !run.IsPaused(B) && run.ActiveFaults.IsEmpty);
        Assert.Empty(run.Logged<WorldEvent.FaultPassedOver>());
    }

    [Fact]
    public void One_fault_more_does_not_shift_the_chance_of_another()
    {
        var drawn = new PlannedFault("n1", At(100), new PlannedAction.Pause(new NodeSelector.Random(2)), Ms(5));
        using var alone = Start(With(drawn));
        using var both = Start(With(new PlannedFault("n0", At(50), new PlannedAction.Pause(new NodeSelector.Random(3)), Ms(5)), drawn));
        alone.RunFor(200);
        both.RunFor(200);

        Assert.Equal(
            alone.Logged<WorldEvent.SelectorResolved>().Single().Nodes,
            both.Logged<WorldEvent.SelectorResolved>().Single(one => one.Fault == "n1").Nodes);
    }

    [Fact]
    public void A_join_comes_by_plan()
    {
        using var run = Start(With(new PlannedFault("m1", At(100), new PlannedAction.Do(new JoinAction(new NodeId("F"), 8)))));
        run.RunFor(200);

        Assert.True(run.IsUp(new NodeId("F")));
    }

    internal static FaultStart At(double milliseconds) => new FaultStart.At(AtMs(milliseconds));

    internal static Scenario With(params PlannedFault[] faults) => Five with { Faults = [.. faults] };

    private static PlannedAction.Partition Partition(NodeId left, NodeId right) => new([new NodeSelector.One(left), new NodeSelector.One(right)]);

    private static string[] Lives(SimulationRun run) =>
        [.. run.Log.Where(entry => entry.What is WorldEvent.NodeCrashed or WorldEvent.NodeRestarted).Select(entry => entry.What.GetType().Name)];
}
