// A coordinator that stood still sends no repairs from what it read before.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Node;

public sealed class StaleRepairTests
{
    private const string Cart = "cart:alice";

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_read_repairs_only_while_what_it_read_is_fresh(bool standsStill, int repairs)
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Lose((_, receiver) => receiver == replicas[2]).Deliver();
        cluster.Get(replicas[0], Cart);
        cluster.Deliver((message, receiver) => message is Message.ReplicaGet && receiver == replicas[1]);
        cluster.Deliver((message, _) => message is Message.ReplicaGetAnswered);
        if (standsStill)
        {
            cluster.Dead.Add(replicas[0]);
            cluster.Pass(TimeSpan.FromSeconds(30));
            cluster.Dead.Clear();
        }

        cluster.Deliver();
        Assert.Equal(repairs, cluster.Traced.Count(traced => traced.What is TraceEvent.RepairSent));
        Assert.Equal(repairs == 0, cluster.Held(replicas[2], Cart).IsEmpty);
    }
}
