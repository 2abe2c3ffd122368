// What a value with a time to live is once its time is over.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node;

public sealed class TimeToLiveTests
{
    private const string Cart = "cart:alice";

    [Fact]
    public void A_value_reads_as_deleted_from_its_due_time_on_and_the_disks_stay_as_they_are()
    {
        using var cluster = new TestCluster();
        var via = PutMortal(cluster);
        cluster.Pass(TimeSpan.FromSeconds(4.9));
        Assert.True(Read(cluster, via).Versions.HasLiveValue);
        cluster.Pass(TimeSpan.FromSeconds(0.2));
        var read = Read(cluster, via);
        Assert.False(read.Versions.HasLiveValue);
        Assert.False(read.Context.Clock.IsEmpty);
        Assert.All(cluster.ReplicasOf(Cart), replica => Assert.True(cluster.Held(replica, Cart).HasLiveValue));
    }

    [Fact]
    public void A_put_if_absent_is_done_where_only_an_expired_value_stands()
    {
        using var cluster = new TestCluster();
        var via = PutMortal(cluster);
        var early = cluster.Put(via, Cart, "bread", onlyIfAbsent: true);
        Assert.IsType<ClientResponse.AlreadyExists>(cluster.Deliver().Answers[early]);
        cluster.Pass(TimeSpan.FromSeconds(6));
        var late = cluster.Put(via, Cart, "bread", onlyIfAbsent: true);
        Assert.IsType<ClientResponse.Written>(cluster.Deliver().Answers[late]);
        Assert.Equal("bread", Assert.Single(Read(cluster, via).Versions.Siblings).ValueAsText());
    }

    [Fact]
    public void There_is_nothing_to_delete_where_only_an_expired_value_stands()
    {
        using var cluster = new TestCluster();
        var via = PutMortal(cluster);
        cluster.Pass(TimeSpan.FromSeconds(6));
        var delete = cluster.Delete(via, Cart);
        Assert.IsType<ClientResponse.NothingToDelete>(cluster.Deliver().Answers[delete]);
    }

    private static NodeId PutMortal(TestCluster cluster)
    {
        var via = cluster.ReplicasOf(Cart)[0];
        var content = WriteContent.Text("milk") with { TimeToLive = TimeSpan.FromSeconds(5) };
        var put = new ClientRequest.Put(new OperationId(via, 1_000), Key.Of(Cart), RequestOptions.None, content, null, false);
        cluster.Step(via, NodeInput.RequestReceived(put));
        cluster.Deliver();
        return via;
    }

    private static ClientResponse.Read Read(TestCluster cluster, NodeId via)
    {
        var get = cluster.Get(via, Cart);
        return Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[get]);
    }
}
