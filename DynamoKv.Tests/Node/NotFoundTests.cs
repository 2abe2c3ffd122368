// Reads in which a replica that holds nothing does not count (Riak's notfound_ok and basic_quorum).
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Tests.Node;

public sealed class NotFoundTests
{
    private const string Cart = "cart";
    private static readonly RequestOptions Strict = new(NotFoundCounts: false);

    [Fact]
    public void With_r_1_a_replica_that_missed_the_write_does_not_hide_it()
    {
        using var cluster = new TestCluster(options: new NodeOptions { Quorum = new Quorum(3, 1, 1) });
        var replicas = OneCopy(cluster);

        var usual = cluster.Get(replicas[1], Cart);
        var strict = cluster.Get(replicas[1], Cart, Strict);
        Assert.True(Assert.IsType<ClientResponse.Read>(cluster.Answers[usual]).Versions.IsEmpty);
        Assert.DoesNotContain(strict, cluster.Answers.Keys);

        Assert.Equal("milk", Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[strict]).Versions.Siblings[0].ValueAsText());
    }

    [Fact]
    public void What_one_of_three_holds_misses_a_quorum_of_two()
    {
        using var cluster = new TestCluster();
        var replicas = OneCopy(cluster);

        var get = cluster.Get(replicas[0], Cart, Strict);

        var missed = Assert.IsType<ClientResponse.QuorumMissed>(cluster.Deliver().Answers[get]);
        Assert.Equal([replicas[0]], missed.Replicas.Succeeded);
        Assert.All(replicas, replica => Assert.False(cluster.Held(replica, Cart).IsEmpty)); // and is mended, so that the next read finds it
        Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[Ask(cluster, replicas[1])]);
    }

    [Fact]
    public void What_nobody_holds_is_not_found()
    {
        using var cluster = new TestCluster();
        Assert.True(Assert.IsType<ClientResponse.Read>(cluster.Answers[Ask(cluster, cluster.ReplicasOf(Cart)[0])]).Versions.IsEmpty);
    }

    [Fact]
    public void A_deletion_is_something_that_is_held()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Deliver();
        cluster.Delete(replicas[0], Cart);
        cluster.Deliver();

        var read = Assert.IsType<ClientResponse.Read>(cluster.Answers[Ask(cluster, replicas[1])]);

        Assert.Equal((false, true), (read.Versions.IsEmpty, read.Replicas.Succeeded.Length >= read.Replicas.Required));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_basic_quorum_does_not_wait_for_the_last_replica(bool isBasic)
    {
        using var cluster = new TestCluster(options: new NodeOptions { Quorum = new Quorum(3, 1, 1) });
        var replicas = cluster.ReplicasOf(Cart);

        var get = cluster.Get(replicas[0], Cart, Strict with { IsBasicQuorum = isBasic });
        cluster.Deliver((message, receiver) => message is Message.ReplicaGet && receiver == replicas[1]).Deliver((message, _) => message is Message.ReplicaGetAnswered);

        Assert.Equal(isBasic, cluster.Answers.ContainsKey(get));
        Assert.True(Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[get]).Versions.IsEmpty);
    }

    private static OperationId Ask(TestCluster cluster, NodeId via)
    {
        var get = cluster.Get(via, Cart, Strict);
        cluster.Deliver();
        return get;
    }

    private static System.Collections.Immutable.ImmutableArray<NodeId> OneCopy(TestCluster cluster)
    {
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Lose();
        return replicas;
    }
}
