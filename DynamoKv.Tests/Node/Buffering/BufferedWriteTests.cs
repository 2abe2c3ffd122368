// Rows that wait in memory for their disk.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Node.Buffering;

public sealed class BufferedWriteTests
{
    private static readonly NodeOptions On = new()
    {
        BufferedWrites = new BufferedWriteOptions { FlushEvery = TimeSpan.FromSeconds(1), MaxRows = 3 },
    };

    [Fact]
    public void Exactly_one_of_the_replicas_is_asked_to_write_before_it_acknowledges()
    {
        using var cluster = new TestCluster(options: On);
        cluster.Put(cluster.ReplicasOf("k")[0], "k", "milk");

        Assert.Equal([false, true], cluster.Wire.Select(one => ((Message.ReplicaPut)one.Message).IsDurable));
        Assert.True(cluster.Held(cluster.ReplicasOf("k")[0], "k").IsEmpty);
    }

    [Fact]
    public void A_coordinator_that_reaches_nobody_else_writes_its_own_copy()
    {
        using var cluster = new TestCluster(options: On);
        var replicas = cluster.ReplicasOf("k");
        cluster.Put(replicas[0], "k", "milk");
        cluster.Lose().Pass(TimeSpan.FromSeconds(1.1));
        cluster.Put(replicas[0], "k", "bread", options: new RequestOptions(Write: 1));

        Assert.True(cluster.Traced.Select(one => one.What).OfType<TraceEvent.VersionsStored>().Last() is { IsBuffered: false });
    }

    [Fact]
    public void Reads_see_what_waits_and_the_timer_writes_it()
    {
        using var cluster = new TestCluster(options: On);
        var first = cluster.ReplicasOf("k")[0];
        cluster.Put(first, "k", "milk");
        cluster.Deliver();
        var get = cluster.Get(first, "k");
        cluster.Deliver();
        Assert.Equal("milk", Assert.IsType<ClientResponse.Read>(cluster.Answers[get]).Versions.Siblings.Single().ValueAsText());
        Assert.Equal(1, cluster.Snapshot(first).BufferedRows);

        cluster.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(0, cluster.Snapshot(first).BufferedRows);
        Assert.Equal("milk", cluster.Held(first, "k").Siblings.Single().ValueAsText());
    }

    [Fact]
    public void When_as_many_rows_wait_as_may_they_are_written_in_key_order()
    {
        using var cluster = new TestCluster(nodes: 3, options: On);
        foreach (var key in (string[])["d", "b", "c", "a"])
            cluster.Put(cluster.Names[0], key, "milk");

        var flushed = cluster.Traced.Select(one => one.What).OfType<TraceEvent.RowsFlushed>().Single();
        Assert.Equal(["b", "c", "d"], flushed.Keys.Select(key => key.Text));
        Assert.Equal((FlushReason.Full, 1), (flushed.Reason, cluster.Snapshot(cluster.Names[0]).BufferedRows));
    }

    [Fact]
    public void The_very_versions_that_wait_are_written_when_a_durable_copy_comes()
    {
        using var cluster = new TestCluster(options: On);
        var (first, second) = (cluster.ReplicasOf("k")[0], cluster.ReplicasOf("k")[1]);
        cluster.Put(first, "k", "milk");
        cluster.Deliver();
        Assert.True(cluster.Held(second, "k").IsEmpty);
        var versions = cluster.Traced.Select(one => one.What).OfType<TraceEvent.VersionsStored>().First().Versions;
        cluster.Step(second, NodeInput.MessageReceived(first, new Message.HintDelivery(Key.Of("k"), versions)));

        Assert.Equal(versions, cluster.Held(second, "k"));
        Assert.Equal(0, cluster.Snapshot(second).BufferedRows);
    }

    [Fact]
    public void A_life_that_ends_loses_what_waits_and_nothing_else()
    {
        using var cluster = new TestCluster(options: On);
        var (first, third) = (cluster.ReplicasOf("k")[0], cluster.ReplicasOf("k")[2]);
        cluster.Put(first, "k", "milk");
        cluster.Deliver().Pass(TimeSpan.FromSeconds(1));
        cluster.Put(first, "k", "bread");
        cluster.Deliver();
        cluster.Restart(first);

        Assert.Equal("milk", cluster.Held(first, "k").Siblings.Single().ValueAsText());
        Assert.Equal("bread", cluster.Held(third, "k").Siblings.Single().ValueAsText());
    }
}
