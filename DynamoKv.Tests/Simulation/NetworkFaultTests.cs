// Partitions, cuts, bad links and bad disks.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class NetworkFaultTests
{
    [Fact]
    public void A_partition_cuts_both_ways()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var (first, second, third) = (run.Replicas()[0], run.Replicas()[1], run.Replicas()[2]);
        run.Apply(new PartitionAction("p1", [[first], [second, third]]));
        run.Put(first);
        run.Put(second);
        run.RunFor(100);

        var pairs = Dropped(run, DropReason.Partition).Select(one => (one.Sender, one.Receiver)).ToHashSet();
        Assert.Equal([(first, second), (first, third), (second, first)], pairs.Order());
    }

    [Fact]
    public void A_node_in_no_group_reaches_everyone()
    {
        using var run = Start(Five);
        run.RunFor(10);
        run.Apply(new PartitionAction("p1", [[run.Replicas()[1]], [run.Replicas()[2]]]));
        run.Put(run.Replicas()[0]);
        run.RunFor(100);

        Assert.Empty(Dropped(run, DropReason.Partition));
    }

    [Fact]
    public void A_cut_works_one_way()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var (first, second) = (run.Replicas()[0], run.Replicas()[1]);
        run.Apply(new CutAction("c1", first, [second]));
        run.Put(first);
        run.Put(second);
        run.RunFor(100);

        Assert.All(Dropped(run, DropReason.Partition), one => Assert.Equal((first, second), (one.Sender, one.Receiver)));
        Assert.Contains(run.Logged<WorldEvent.MessageDelivered>(), one => one.Sender == second && one.Receiver == first);
    }

    [Fact]
    public void A_message_in_flight_is_lost_when_a_partition_falls_across_its_way()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var first = run.Replicas()[0];
        run.Put(first);
        run.RunFor(1);
        run.Apply(new PartitionAction("p1", [[first], [.. run.Replicas()[1..]]]));
        run.RunFor(50);

        Assert.Equal(2, Dropped(run, DropReason.Partition).Count());
        Assert.All(run.Logged<WorldEvent.MessageSent>().Where(sent => sent.Sender == first), sent => Assert.NotNull(sent.ArrivesAt));
    }

    [Fact]
    public void A_slow_link_does_not_open_a_partition()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var first = run.Replicas()[0];
        run.Apply(new LinkAction("slow", null, null, Latency.Constant(Ms(1)), 0, 0));
        run.Apply(new PartitionAction("p1", [[first], [.. run.Replicas()[1..]]]));
        run.Put(first);
        run.RunFor(50);

        Assert.Equal(2, Dropped(run, DropReason.Partition).Count());
    }

    [Fact]
    public void A_healed_partition_lets_everything_through()
    {
        using var run = Start(Five);
        run.RunFor(10);
        run.Apply(new PartitionAction("p1", [[run.Replicas()[0]], [.. run.Replicas()[1..]]]));
        run.Apply(new HealAction("p1"));
        run.Put(run.Replicas()[0]);
        run.RunFor(50);

        Assert.Empty(run.Logged<WorldEvent.MessageDropped>());
        Assert.Equal("p1", run.Logged<WorldEvent.FaultHealed>().Single().Fault);
    }

    [Fact]
    public void A_slow_link_delays_what_takes_it_and_nothing_else()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var (first, second, third) = (run.Replicas()[0], run.Replicas()[1], run.Replicas()[2]);
        run.Apply(new LinkAction("slow", first, second, Latency.Constant(Ms(300)), 0, 0));
        run.Put(first);

        Assert.Equal(Ms(302), TravelTime(run, first, second));
        Assert.Equal(Ms(2), TravelTime(run, first, third));
    }

    [Fact]
    public void A_link_may_have_a_latency_of_its_own()
    {
        var (a, b) = (new NodeId("A"), new NodeId("B"));
        using var run = Start(Five with
        {
            Members = Five.Members[..2],
            Node = new() { Quorum = new(2, 2, 2) },
            Network = Five.Network with { Links = [new LinkLatency(a, b, Latency.Constant(Ms(7)))] },
        });
        run.Put(a);
        run.RunFor(50);

        Assert.Equal(Ms(7), TravelTime(run, a, b));
        Assert.Equal(Ms(2), TravelTime(run, b, a));
    }

    [Fact]
    public void A_full_disk_refuses_writes_until_it_is_healed()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var node = run.Replicas()[0];
        run.Apply(new FullDiskAction("full", node));
        run.Put(node);
        run.RunFor(50);
        Assert.IsNotType<ClientResponse.Written>(Assert.Single(run.TakeResponses()));
        run.Apply(new HealAction("full"));
        run.Put(node);
        run.RunFor(50);

        Assert.IsType<ClientResponse.Written>(Assert.Single(run.TakeResponses()));
    }

    [Fact]
    public void A_slow_disk_makes_a_commit_wait()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var node = run.Replicas()[0];
        run.Apply(new SlowDiskAction("slow", node, Latency.Constant(Ms(40))));
        run.Put(node);
        run.RunFor(39);
        Assert.Empty(run.CartAt(node));
        run.RunFor(2);

        Assert.Equal(["milk"], run.CartAt(node));
    }

    private static IEnumerable<WorldEvent.MessageDropped> Dropped(SimulationRun run, DropReason reason) =>
        run.Logged<WorldEvent.MessageDropped>().Where(one => one.Reason == reason);

    private static TimeSpan TravelTime(SimulationRun run, NodeId sender, NodeId receiver)
    {
        var entry = run.Log.First(one => one.What is WorldEvent.MessageSent sent && sent.Sender == sender && sent.Receiver == receiver);
        return ((WorldEvent.MessageSent)entry.What).ArrivesAt!.Value - entry.At;
    }
}
