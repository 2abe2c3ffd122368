// Clients that work by themselves.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class WorkloadTests
{
    private static readonly Scenario Busy = Five with
    {
        Workload = new WorkloadOptions { Clients = 3, OperationsPerSecond = 100, Keys = [Cart, Key.Of("b")], DeleteShare = 0.1, Stop = AtMs(4000) },
    };

    [Fact]
    public void A_fault_never_shifts_the_workload()
    {
        using var calm = Start(Busy);
        using var stormy = Start(Busy);
        stormy.Apply(new LinkAction("bad", null, null, Latency.Exponential(Ms(20)), 0.2, 0.2));
        stormy.RunFor(1000);
        stormy.Apply(new CrashAction(new NodeId("C"), CrashLoss.Unsynced));
        calm.RunUntil(AtMs(5000));
        stormy.RunUntil(AtMs(5000));

        Assert.Equal(Requests(calm), Requests(stormy));
        Assert.NotEqual(calm.LogHash(), stormy.LogHash());
    }

    [Fact]
    public void Arrivals_come_at_the_asked_rate_and_stop_in_time()
    {
        using var run = Start(Busy);
        run.RunUntil(AtMs(6000));

        Assert.InRange(run.Workload.Asked, 400 - 100, 400 + 100);
        Assert.Equal(run.Workload.Asked, run.Workload.Reads + run.Workload.Writes + run.Workload.Others);
        Assert.All(Requests(run), request => Assert.True(request.At < AtMs(4000)));
    }

    [Fact]
    public void A_put_carries_the_context_of_the_clients_last_read()
    {
        using var run = Start(Busy);
        run.RunUntil(AtMs(5000));
        var puts = run.Logged<TraceEvent.RequestEntered>().Select(entered => entered.Request).OfType<ClientRequest.Put>().ToArray();

        Assert.Contains(puts, put => put.Context is null);
        Assert.Contains(puts, put => put.Context is not null);
    }

    [Fact]
    public void A_request_whose_node_is_down_goes_to_the_next_that_is_up()
    {
        using var run = Start(Busy);
        run.Apply(new CrashAction(new NodeId("B"), CrashLoss.Memory));
        run.RunUntil(AtMs(5000));

        var asked = run.Logged<TraceEvent.RequestEntered>()
            .GroupBy(one => one.Request.Operation.Entry.Value)
            .ToDictionary(one => one.Key, one => one.Count());
        Assert.DoesNotContain("B", asked.Keys);
        Assert.True(asked["C"] > asked["D"]);
    }

    [Fact]
    public void The_demo_begins_with_a_put_of_alices_cart()
    {
        using var run = Start(DemoScenario.Create());
        run.RunUntil(AtMs(1200));

        var first = run.Log.First(entry => entry.What is TraceEvent.RequestEntered);
        Assert.Equal("cart:alice", ((TraceEvent.RequestEntered)first.What).Request.Key.Text);
        Assert.InRange(first.At.Microseconds, 200_000, 210_000);
        Assert.IsType<ClientResponse.Written>(Assert.Single(run.TakeResponses()));
    }

    // What was asked when, of what; through which node and with which context follows events.
    private static (Instant At, OperationKind Kind, Key Key)[] Requests(SimulationRun run) =>
        [.. run.Log.Where(entry => entry.What is TraceEvent.RequestEntered)
            .Select(entry => (entry.At, ((TraceEvent.RequestEntered)entry.What).Request.Kind, ((TraceEvent.RequestEntered)entry.What).Request.Key))];
}
