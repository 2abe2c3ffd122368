// What a delete does.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Node;

public sealed class DeleteTests
{
    private const string Cart = "cart:alice";

    [Fact]
    public void A_delete_writes_a_tombstone_over_what_a_read_quorum_saw()
    {
        using var cluster = new TestCluster();
        var via = cluster.StrangerTo(Cart);
        cluster.Put(via, Cart, "milk");
        var delete = cluster.Deliver().Delete(via, Cart);
        Assert.IsType<ClientResponse.Deleted>(cluster.Deliver().Answers[delete]);
        Assert.All(cluster.ReplicasOf(Cart), replica => Assert.True(Assert.Single(cluster.Held(replica, Cart).Siblings).IsTombstone));

        var get = cluster.Get(via, Cart);
        Assert.False(Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[get]).Versions.HasLiveValue);
    }

    [Fact]
    public void A_delete_of_nothing_writes_nothing()
    {
        using var cluster = new TestCluster();
        var delete = cluster.Delete(cluster.Names[0], Cart);
        Assert.IsType<ClientResponse.NothingToDelete>(cluster.Deliver().Answers[delete]);
        Assert.All(cluster.Names, node => Assert.True(cluster.Held(node, Cart).IsEmpty));
    }

    [Fact]
    public void A_delete_with_a_context_spares_what_the_context_does_not_cover()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk");
        var get = cluster.Deliver().Get(replicas[0], Cart);
        var seen = Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[get]).Context;
        cluster.Put(replicas[1], Cart, "bread", seen);
        cluster.Deliver().Delete(replicas[0], Cart, seen);
        cluster.Deliver();
        Assert.All(replicas, replica =>
        {
            var held = cluster.Held(replica, Cart);
            Assert.Equal(1, held.LiveCount);
            Assert.Contains(held.Siblings, s => s.ValueAsText() == "bread");
        });
    }

    [Fact]
    public void A_put_after_a_delete_brings_the_key_back_without_the_deleted_value()
    {
        using var cluster = new TestCluster();
        var via = cluster.Names[0];
        cluster.Put(via, Cart, "milk");
        cluster.Deliver().Delete(via, Cart);
        cluster.Deliver().Put(via, Cart, "bread");
        cluster.Deliver();
        Assert.All(cluster.ReplicasOf(Cart), replica =>
            Assert.Equal("bread", Assert.Single(cluster.Held(replica, Cart).Siblings, s => !s.IsTombstone).ValueAsText()));
    }

    [Fact]
    public void A_replica_that_slept_through_a_delete_does_not_bring_the_value_back()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Deliver();
        cluster.Dead.Add(replicas[2]);
        cluster.Delete(replicas[0], Cart);
        cluster.Deliver().Dead.Clear();
        cluster.Get(replicas[2], Cart);
        cluster.Deliver();
        Assert.All(replicas, replica => Assert.False(cluster.Held(replica, Cart).HasLiveValue));
    }
}
