// Who coordinates, and what it costs (Dynamo 5 and 6.4).
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class CoordinationStories
{
    private static readonly Scenario Busy = Five with
    {
        Network = new NetworkOptions { Latency = Latency.Exponential(Ms(2)) },
        Workload = new WorkloadOptions
        {
            Clients = 5,
            OperationsPerSecond = 200,
            Keys = [.. Enumerable.Range(0, 100).Select(key => Key.Of($"cart:{key}"))],
            Stop = AtMs(30_000),
        },
    };

    [Fact]
    public void A_client_that_knows_the_ring_saves_the_forwarding_hop()
    {
        var (any, knows, forwarded) = (WaitsOf(Coordination.ServerDriven), WaitsOf(Coordination.ClientDriven), 0.4);

        GoldenFile.AssertSame("client-driven-coordination",
        [
            "-- A hop takes 2 ms on average; three of five nodes hold a key, so two of five requests are forwarded, there and back.",
            $"any node, gets:           {BufferedWriteStories.Words(any.Gets)}",
            $"the first replica, gets:  {BufferedWriteStories.Words(knows.Gets)}",
            $"any node, puts:           {BufferedWriteStories.Words(any.Puts)}",
            $"the first replica, puts:  {BufferedWriteStories.Words(knows.Puts)}",
        ]);
        Assert.Equal((any.Gets.Count, any.Puts.Count), (knows.Gets.Count, knows.Puts.Count));
        var saved = any.Gets.Mean - knows.Gets.Mean;
        Assert.InRange(saved.TotalMilliseconds, forwarded * 2 * 2 * 0.85, forwarded * 2 * 2 * 1.15); // of 2,976 gets
        Assert.True(knows.Gets.P999 < any.Gets.P999 && knows.Puts.Mean < any.Puts.Mean);
    }

    [Fact]
    public void A_client_that_knows_the_ring_goes_to_the_next_replica_when_the_first_is_down()
    {
        using var run = Start(Busy with { Workload = Busy.Workload! with { Keys = [Cart], Coordination = Coordination.ClientDriven } });
        run.Apply(new CrashAction(run.Replicas()[0], CrashLoss.Memory));
        run.RunUntil(AtMs(1000));

        Assert.All(run.Logged<TraceEvent.RequestEntered>(), one => Assert.Equal(run.Replicas()[1], one.Request.Operation.Entry));
        Assert.Empty(run.Logged<TraceEvent.RequestForwarded>());
    }

    [Fact]
    public void The_fastest_replica_of_the_last_read_coordinates_the_next_write()
    {
        using var tale = new Tale(Five with { Node = new NodeOptions { Coordinator = CoordinatorChoice.FastestOfLastRead } });
        var (_, second, _) = tale.Replicas;
        var stranger = tale.Run.Scenario.Members.Select(member => member.Id).First(id => !tale.Run.Replicas().Contains(id));
        tale.Say($"The client reads through {second}, whose own copy is the fastest answer. The context says so.");
        var read = (ClientResponse.Read)tale.Get(second);
        tale.Say($"It writes through {stranger}, which holds no copy and passes the write on to {second}: what it has read is there.");
        var written = (ClientResponse.Written)tale.Put(stranger, "milk", read.Context);

        Assert.Equal(second, read.Context.FastestReplica);
        Assert.Equal(second, written.Coordinator);
        tale.AssertGolden("the-fastest-replica-coordinates");
    }

    [Theory]
    [InlineData(CoordinatorChoice.FirstReachable)]
    [InlineData(CoordinatorChoice.AnyReplica)]
    public void Any_replica_may_coordinate(CoordinatorChoice choice)
    {
        using var run = Start(Busy with
        {
            Node = new NodeOptions { Coordinator = choice },
            Workload = Busy.Workload! with { Keys = [Cart], Stop = AtMs(15_000) },
        });
        run.RunUntil(AtMs(17_000));
        var chosen = run.Logged<TraceEvent.RequestForwarded>().GroupBy(one => one.Coordinator).ToDictionary(one => one.Key, one => one.Count());

        var total = chosen.Values.Sum();
        if (choice == CoordinatorChoice.FirstReachable)
            Assert.Equal([run.Replicas()[0]], chosen.Keys);
        else
            Assert.All(run.Replicas(), replica => Assert.InRange(chosen[replica], (total / 3.0) - Spread(total), (total / 3.0) + Spread(total)));
    }

    [Fact]
    public void Client_driven_coordination_asks_the_same_at_the_same_times()
    {
        using var any = Start(Busy);
        using var knows = Start(Busy with { Workload = Busy.Workload! with { Coordination = Coordination.ClientDriven } });
        any.RunUntil(AtMs(3000));
        knows.RunUntil(AtMs(3000));

        Assert.Equal(Requests(any), Requests(knows));
    }

    // Three standard deviations of a binomial count with probability 1/3.
    private static double Spread(int total) => 3 * Math.Sqrt(total * 2.0 / 9);

    private static WorkloadLatencies WaitsOf(Coordination coordination)
    {
        using var run = Start(Busy with { Workload = Busy.Workload! with { Coordination = coordination } }, new RunOptions { IsTracing = false });
        run.RunUntil(AtMs(32_000));
        return run.Latencies;
    }

    private static (Instant At, OperationKind Kind, Key Key)[] Requests(SimulationRun run) =>
        [.. run.Log.Where(entry => entry.What is TraceEvent.RequestEntered)
            .Select(entry => (entry.At, ((TraceEvent.RequestEntered)entry.What).Request.Kind, ((TraceEvent.RequestEntered)entry.What).Request.Key))];
}
