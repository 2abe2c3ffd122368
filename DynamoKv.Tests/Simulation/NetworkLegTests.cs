// The latencies of the messages of a quorum, and of the way to the clients.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class NetworkLegTests
{
    private static readonly NodeId A = new("A");

    private static readonly NetworkLegs FourWays = new()
    {
        Write = Latency.Constant(Ms(5)),
        Acknowledgement = Latency.Constant(Ms(7)),
        Read = Latency.Constant(Ms(11)),
        Reply = Latency.Constant(Ms(13)),
    };

    [Fact]
    public void Each_message_of_a_quorum_travels_as_long_as_its_leg_says()
    {
        using var run = Start(Five with { Network = Five.Network with { Legs = FourWays } });
        run.RunFor(10);
        run.Put(run.Replicas()[0]);
        run.RunFor(100);
        run.Get(run.Replicas()[0]);
        run.RunFor(100);

        Assert.Equal([Ms(5)], TravelTimes<Message.ReplicaPut>(run));
        Assert.Equal([Ms(7)], TravelTimes<Message.ReplicaPutAcknowledged>(run));
        Assert.Equal([Ms(11)], TravelTimes<Message.ReplicaGet>(run));
        Assert.Equal([Ms(13)], TravelTimes<Message.ReplicaGetAnswered>(run));
    }

    [Fact]
    public void Forwarded_requests_and_legs_that_are_not_named_have_the_general_latency()
    {
        using var run = Start(Five with { Network = Five.Network with { Legs = FourWays with { Acknowledgement = null } } });
        run.RunFor(10);
        var stranger = run.Nodes.First(node => !run.Replicas().Contains(node));
        run.Put(stranger);
        run.RunFor(100);

        Assert.Equal([Ms(2)], TravelTimes<Message.ForwardedRequest>(run));
        Assert.Equal([Ms(2)], TravelTimes<Message.ForwardedResponse>(run));
        Assert.Equal([Ms(2)], TravelTimes<Message.ReplicaPutAcknowledged>(run));
    }

    [Fact]
    public void A_link_adds_its_own_latency_on_top_of_the_leg()
    {
        using var first = Start(Five);
        var (sender, receiver) = (first.Replicas()[0], first.Replicas()[1]);
        var slower = new LinkLatency(sender, receiver, null, Latency.Constant(Ms(40)));
        using var run = Start(Five with { Network = Five.Network with { Legs = FourWays, Links = [slower] } });
        run.RunFor(10);
        run.Put(sender);
        run.RunFor(100);

        Assert.Equal([Ms(5), Ms(45)], TravelTimes<Message.ReplicaPut>(run));
        Assert.Equal([Ms(7)], TravelTimes<Message.ReplicaPutAcknowledged>(run));
    }

    [Fact]
    public void A_request_and_its_answer_take_as_long_as_it_is_to_the_client()
    {
        using var near = Start(Five);
        using var far = Start(Five with { Network = Five.Network with { Client = Latency.Constant(Ms(30)) } });
        var (nearAt, farAt) = (AnsweredAt(near), AnsweredAt(far));

        Assert.Equal(nearAt + Ms(60), farAt);
    }

    [Fact]
    public void Without_a_latency_to_clients_there_is_no_event_more()
    {
        using var plain = Start(SwarmScenario.Create(2));
        var scenario = SwarmScenario.Create(2);
        using var named = Start(scenario with { Network = scenario.Network with { Client = Latency.Constant(TimeSpan.Zero) } });
        plain.RunUntil(SwarmScenario.End);
        named.RunUntil(SwarmScenario.End);

        Assert.Equal((plain.Steps, plain.LogHash()), (named.Steps, named.LogHash()));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_refused() =>
        Assert.Contains(
            "no link to itself",
            Assert.Throws<ArgumentException>(() => Start(Five with { Network = Five.Network with { Links = [new LinkLatency(A, A, null)] } })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Legs_and_links_are_written_in_the_scenario_language()
    {
        Assert.Equal(
            "legs: { write: { dist: constant, value: 5ms }, read: { dist: constant, value: 11ms } }",
            (FourWays with { Acknowledgement = null, Reply = null }).ToScenarioLine());
        Assert.Equal(
            "{ from: A, to: C, add: { dist: constant, value: 5ms } }",
            new LinkLatency(A, new NodeId("C"), null, Latency.Constant(Ms(5))).ToScenarioLine());
    }

    private static Instant AnsweredAt(SimulationRun run)
    {
        run.RunFor(10);
        run.Put(run.Replicas()[0]);
        while (run.TakeResponses().Count == 0)
            Assert.True(run.Step());

        return run.Now;
    }

    private static TimeSpan[] TravelTimes<T>(SimulationRun run)
        where T : Message =>
        [.. run.Log.Where(entry => entry.What is WorldEvent.MessageSent { Message: T })
            .Select(entry => ((WorldEvent.MessageSent)entry.What).ArrivesAt!.Value - entry.At)
            .Distinct()
            .Order()];
}
