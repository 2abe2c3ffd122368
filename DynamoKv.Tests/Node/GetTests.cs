// What a get does, and what it mends.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Tests.Node;

public sealed class GetTests
{
    private const string Cart = "cart:alice";

    [Fact]
    public void A_get_waits_for_r_replicas_and_returns_their_merge()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "one");
        cluster.Put(replicas[1], Cart, "two");
        cluster.Lose(); // both stay where they were coordinated
        var get = cluster.Get(replicas[0], Cart);
        Assert.DoesNotContain(get, cluster.Answers.Keys);

        cluster.Deliver((m, receiver) => m is Message.ReplicaGet && receiver == replicas[1]).Deliver((m, _) => m is Message.ReplicaGetAnswered);
        var read = Assert.IsType<ClientResponse.Read>(cluster.Answers[get]);
        Assert.Equal(["one", "two"], read.Versions.Siblings.Select(s => s.ValueAsText()).Order());
        Assert.Equal(read.Versions.Context, read.Context.Clock);
        Assert.Equal(replicas[0], read.Context.FastestReplica);
    }

    [Fact]
    public void A_get_of_a_key_that_nobody_holds_finds_nothing()
    {
        using var cluster = new TestCluster();
        var get = cluster.Get(cluster.Names[0], Cart);
        Assert.True(Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[get]).Versions.IsEmpty);
    }

    [Fact]
    public void With_r_1_a_replica_that_missed_the_write_answers_with_nothing()
    {
        using var cluster = new TestCluster(options: new NodeOptions { Quorum = new Quorum(3, 1, 1) });
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Lose();
        var get = cluster.Get(replicas[1], Cart);
        Assert.True(Assert.IsType<ClientResponse.Read>(cluster.Answers[get]).Versions.IsEmpty); // stale, as R + W <= N allows
    }

    [Fact]
    public void Asynchronous_read_repair_mends_replicas_that_answered_with_less()
    {
        using var cluster = new TestCluster();
        var replicas = WithAWriteThatOnlyReached(cluster, copies: 1);
        cluster.Get(replicas[0], Cart);
        cluster.Deliver();
        Assert.All(replicas, replica => Assert.Equal("milk", cluster.Held(replica, Cart).Siblings[0].ValueAsText()));
    }

    [Fact]
    public void A_straggler_is_waited_for_a_while_and_then_what_is_known_is_repaired()
    {
        using var cluster = new TestCluster();
        var replicas = WithAWriteThatOnlyReached(cluster, copies: 1);
        cluster.Get(replicas[0], Cart);
        cluster.Deliver((m, receiver) => receiver != replicas[2]);
        Assert.True(cluster.Held(replicas[1], Cart).IsEmpty); // the third may still tell something newer
        cluster.Pass(new NodeOptions().StragglerWait).Deliver((m, receiver) => receiver != replicas[2]);
        Assert.False(cluster.Held(replicas[1], Cart).IsEmpty);
        Assert.True(cluster.Held(replicas[2], Cart).IsEmpty);
    }

    [Fact]
    public void The_coordinator_mends_its_own_copy_too()
    {
        using var cluster = new TestCluster();
        var replicas = WithAWriteThatOnlyReached(cluster, copies: 1);
        cluster.Get(replicas[1], Cart);
        cluster.Deliver();
        Assert.False(cluster.Held(replicas[1], Cart).IsEmpty);
    }

    [Fact]
    public void With_read_repair_off_nothing_is_mended()
    {
        using var cluster = new TestCluster(options: new NodeOptions { ReadRepair = ReadRepairMode.Off });
        var replicas = WithAWriteThatOnlyReached(cluster, copies: 1);
        cluster.Get(replicas[0], Cart);
        cluster.Deliver().Pass(TimeSpan.FromSeconds(5)).Deliver();
        Assert.True(cluster.Held(replicas[1], Cart).IsEmpty);
        Assert.DoesNotContain(cluster.Traced, t => t.What is TraceEvent.RepairSent);
    }

    [Fact]
    public void Synchronous_read_repair_answers_only_when_w_replicas_hold_what_the_client_is_told()
    {
        using var cluster = new TestCluster(options: new NodeOptions { ReadRepair = ReadRepairMode.Sync });
        var replicas = WithAWriteThatOnlyReached(cluster, copies: 1);
        var get = cluster.Get(replicas[0], Cart);
        cluster.Deliver((m, receiver) => m is Message.ReplicaGet or Message.ReplicaGetAnswered && receiver != replicas[2]);
        Assert.DoesNotContain(get, cluster.Answers.Keys);
        cluster.Deliver();
        var read = Assert.IsType<ClientResponse.Read>(cluster.Answers[get]);
        Assert.Equal([replicas[1]], read.Repaired);
        Assert.False(cluster.Held(replicas[1], Cart).IsEmpty);
    }

    [Fact]
    public void Synchronous_read_repair_that_can_not_be_finished_times_out()
    {
        using var cluster = new TestCluster(options: new NodeOptions { ReadRepair = ReadRepairMode.Sync });
        var replicas = WithAWriteThatOnlyReached(cluster, copies: 1);
        var get = cluster.Get(replicas[0], Cart);
        cluster.Deliver((m, _) => m is Message.ReplicaGet or Message.ReplicaGetAnswered).Lose().Pass(TimeSpan.FromSeconds(1));
        Assert.IsType<ClientResponse.TimedOut>(cluster.Answers[get]);
    }

    [Fact]
    public void An_answer_that_comes_while_a_synchronous_repair_runs_does_not_change_what_the_client_is_told()
    {
        using var cluster = new TestCluster(options: new NodeOptions { ReadRepair = ReadRepairMode.Sync });
        var replicas = WithAWriteThatOnlyReached(cluster, copies: 1);
        cluster.Put(replicas[2], Cart, "newer");
        cluster.Lose();
        var get = cluster.Get(replicas[0], Cart);
        cluster.Deliver((m, receiver) => m is Message.ReplicaGet or Message.ReplicaGetAnswered && receiver != replicas[2]);
        cluster.Deliver();
        var read = Assert.IsType<ClientResponse.Read>(cluster.Answers[get]);
        Assert.Equal("milk", Assert.Single(read.Versions.Siblings).ValueAsText());
    }

    [Fact]
    public void A_get_with_too_few_answers_times_out_and_names_the_silent()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Dead.UnionWith([replicas[1], replicas[2]]);
        var get = cluster.Get(replicas[0], Cart);
        cluster.Deliver().Pass(TimeSpan.FromSeconds(1));
        var timedOut = Assert.IsType<ClientResponse.TimedOut>(cluster.Answers[get]);
        Assert.Equal([replicas[1], replicas[2]], timedOut.Replicas.Silent);

        var again = cluster.Get(replicas[0], Cart);
        Assert.IsType<ClientResponse.QuorumMissed>(cluster.Answers[again]); // known now, so it is told at once
    }

    [Fact]
    public void Pending_reads_are_forgotten_when_they_are_over()
    {
        using var cluster = new TestCluster();
        cluster.Get(cluster.ReplicasOf(Cart)[0], Cart);
        cluster.Get(cluster.StrangerTo(Cart), Cart);
        cluster.Deliver().Pass(TimeSpan.FromSeconds(5), delivering: true);
        Assert.All(cluster.Names, name => Assert.Equal(0, cluster.Snapshot(name).PendingOperations));
    }

    private static System.Collections.Immutable.ImmutableArray<NodeId> WithAWriteThatOnlyReached(TestCluster cluster, int copies)
    {
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk", options: new RequestOptions(Write: copies));
        cluster.Lose();
        return replicas;
    }
}
