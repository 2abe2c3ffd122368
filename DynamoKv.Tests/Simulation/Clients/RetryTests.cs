// Clients that do not wait for ever.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using static DynamoKv.Tests.Simulation.Clients.ClientWorlds;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Clients;

public sealed class RetryTests
{
    private static readonly ScriptStep ByA = Put("w1", At(100)) with { Via = new NodeId("A") };

    [Fact]
    public void A_client_that_has_waited_long_enough_asks_the_next_node_for_the_same()
    {
        using var run = Start(Retrying(max: 1));
        run.Apply(new PauseAction(new NodeId("A")));
        run.RunFor(3000);
        var asked = run.Asked();

        Assert.Equal(["A", "B"], asked.Select(one => one.What.Operation.Entry.Value));
        Assert.Equal([1, 2], asked.Select(one => one.What.Attempt));
        Assert.Equal([AtMs(100), AtMs(350)], asked.Select(one => one.At));
        Assert.All(asked, one => Assert.Equal(("w1", AtMs(100)), (one.What.Intent, one.What.Intended)));
        Assert.Equal([ClientOutcome.Unknown, ClientOutcome.Done], run.ClientRecords.Select(record => record.Outcome));
        Assert.Single(run.ClientRecords.Select(record => record.Intent).Distinct());
        Assert.Null(run.ClientRecords[0].Returned);
    }

    [Fact]
    public void An_answer_that_comes_too_late_is_not_heard()
    {
        using var run = Start(Retrying(max: 1));
        run.Apply(new PauseAction(new NodeId("A")));
        run.RunFor(1000);
        run.Apply(new ResumeAction(new NodeId("A")));
        run.RunFor(3000);

        Assert.Equal(2, run.Logged<TraceEvent.ClientAnswered>().Count());
        Assert.Equal("B", Assert.Single(run.Logged<WorldEvent.ClientHeard>()).Operation.Entry.Value);
        Assert.Equal(ClientOutcome.Unknown, run.ClientRecords[0].Outcome);
        Assert.Empty(run.TakeResponses());
        Assert.Equal(1, run.Workload.Writes);
    }

    [Fact]
    public void After_the_last_attempt_it_gives_up_and_nobody_knows()
    {
        using var run = Start(Retrying(max: 0));
        run.Apply(new PauseAction(new NodeId("A")));
        run.RunFor(3000);

        Assert.Equal(ClientLoss.WaitedTooLong, Assert.Single(run.Logged<WorldEvent.ClientLeft>()).Reason);
        Assert.Equal((1, 0, 1), (run.Workload.Asked, run.Workload.Writes, run.Workload.Others));
        Assert.Equal(ClientOutcome.Unknown, Assert.Single(run.ClientRecords).Outcome);
    }

    [Fact]
    public void A_crash_breaks_the_connection_and_the_next_node_is_asked_at_once()
    {
        using var run = Start(Retrying(max: 2) with { Network = new NetworkOptions { Latency = Latency.Constant(Ms(50)) } });
        run.RunFor(120);
        run.Apply(new CrashAction(new NodeId("A"), CrashLoss.Memory));
        run.RunFor(3000);

        Assert.Equal(ClientLoss.ConnectionBroken, Assert.Single(run.Logged<WorldEvent.ClientLeft>()).Reason);
        Assert.Equal([AtMs(100), AtMs(120)], run.Asked().Select(one => one.At));
        Assert.Equal(ClientOutcome.Done, run.ClientRecords[^1].Outcome);
    }

    [Fact]
    public void A_node_that_is_down_when_the_request_arrives_does_not_take_it()
    {
        using var run = Start(Retrying(max: 1) with { Network = Five.Network with { Client = Latency.Constant(Ms(20)) } });
        run.RunFor(110);
        run.Apply(new CrashAction(new NodeId("A"), CrashLoss.Memory));
        run.RunFor(3000);

        Assert.Contains(run.Logged<WorldEvent.ClientLeft>(), left => left.Reason is ClientLoss.NotTaken or ClientLoss.ConnectionBroken);
        Assert.Equal(["A", "B"], run.Asked().Select(one => one.What.Operation.Entry.Value));
        Assert.Equal(ClientOutcome.Done, run.ClientRecords[^1].Outcome);
    }

    [Fact]
    public void What_finds_no_place_in_the_line_is_not_asked()
    {
        var scenario = With(Steady with { Clients = 1 });
        using var run = Start(scenario with { Clients = scenario.Clients! with { MaxWaiting = 3 } });
        foreach (var node in run.Nodes)
            run.Apply(new PauseAction(node));
        run.RunFor(5000);

        Assert.Contains(run.Logged<WorldEvent.ClientLeft>(), left => left.Reason == ClientLoss.LineFull);
        Assert.Equal(run.Workload.Asked - 1 - 3, run.Workload.Others);
        Assert.Single(run.ClientRecords);
    }

    private static Scenario Retrying(int max) =>
        Five with { Clients = new ClientOptions { Script = [ByA], Retry = new ClientRetry(max, Ms(250)) } };
}
