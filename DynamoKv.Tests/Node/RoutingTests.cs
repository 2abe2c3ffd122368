// How a request finds its coordinator, and what restarts and damaged rows change.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node;

public sealed class RoutingTests
{
    private const string Cart = "cart:alice";

    [Fact]
    public void A_node_that_holds_no_copy_forwards_once_and_says_who_coordinated()
    {
        using var cluster = new TestCluster();
        var put = cluster.Put(cluster.StrangerTo(Cart), Cart, "milk");
        Assert.Equal(cluster.ReplicasOf(Cart)[0], cluster.Deliver().Answers[put].Coordinator);
    }

    [Fact]
    public void An_entry_node_that_has_to_coordinate_does_so_without_a_copy_of_its_own()
    {
        using var cluster = new TestCluster(options: new NodeOptions { Coordinator = CoordinatorChoice.EntryNode });
        var stranger = cluster.StrangerTo(Cart);
        var put = cluster.Put(stranger, Cart, "milk");
        cluster.Deliver();
        var get = cluster.Get(stranger, Cart);

        Assert.Equal(stranger, Assert.IsType<ClientResponse.Written>(cluster.Answers[put]).Coordinator);
        Assert.True(cluster.Held(stranger, Cart).IsEmpty);
        Assert.All(cluster.ReplicasOf(Cart), replica => Assert.Equal(1, cluster.Held(replica, Cart).LiveCount));
        var read = Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[get]);
        Assert.Equal((stranger, 1), (read.Coordinator, read.Versions.LiveCount));
    }

    [Fact]
    public void Two_blind_puts_of_an_entry_node_without_a_copy_are_both_kept_in_whatever_order_they_arrive()
    {
        using var cluster = new TestCluster(options: new NodeOptions { Coordinator = CoordinatorChoice.EntryNode });
        var stranger = cluster.StrangerTo(Cart);
        var first = cluster.Put(stranger, Cart, "milk");
        var second = cluster.Put(stranger, Cart, "bread");
        cluster.Deliver((message, _) => message is Message.ReplicaPut put && put.Operation == second).Deliver();

        Assert.All([first, second], put => Assert.IsType<ClientResponse.Written>(cluster.Answers[put]));
        Assert.All(cluster.ReplicasOf(Cart), replica => Assert.Equal(2, cluster.Held(replica, Cart).LiveCount));
    }

    [Fact]
    public void A_coordinator_that_never_answers_leaves_the_outcome_unknown_and_is_avoided_next_time()
    {
        using var cluster = new TestCluster();
        var (via, replicas) = (cluster.StrangerTo(Cart), cluster.ReplicasOf(Cart));
        cluster.Dead.Add(replicas[0]);
        var first = cluster.Put(via, Cart, "milk");
        cluster.Deliver().Pass(TimeSpan.FromSeconds(1.25));
        Assert.IsType<ClientResponse.TimedOut>(cluster.Answers[first]);

        var second = cluster.Put(via, Cart, "milk");
        Assert.Equal(replicas[1], Assert.IsType<ClientResponse.Written>(cluster.Deliver().Answers[second]).Coordinator);
    }

    [Fact]
    public void When_no_replica_can_be_reached_it_is_said_at_once()
    {
        using var cluster = new TestCluster();
        var (via, replicas) = (cluster.StrangerTo(Cart), cluster.ReplicasOf(Cart));
        cluster.Dead.UnionWith(replicas);
        foreach (var _ in replicas)
        {
            cluster.Put(via, Cart, "milk");
            cluster.Deliver().Pass(TimeSpan.FromSeconds(1.25), delivering: true);
        }

        var last = cluster.Put(via, Cart, "milk");
        Assert.Equal(replicas, Assert.IsType<ClientResponse.QuorumMissed>(cluster.Answers[last]).Replicas.Silent);
    }

    [Fact]
    public void An_answer_that_comes_after_the_entry_node_gave_up_changes_nothing()
    {
        using var cluster = new TestCluster();
        var put = cluster.Put(cluster.StrangerTo(Cart), Cart, "milk");
        cluster.Deliver((m, _) => m is not Message.ForwardedResponse).Pass(TimeSpan.FromSeconds(1.25));
        Assert.IsType<ClientResponse.TimedOut>(cluster.Answers[put]);
        cluster.Deliver();
        Assert.IsType<ClientResponse.TimedOut>(cluster.Answers[put]); // and the value is stored all the same
        Assert.False(cluster.Held(cluster.ReplicasOf(Cart)[0], Cart).IsEmpty);
    }

    [Fact]
    public void Every_life_of_a_node_gives_out_dots_of_a_new_incarnation()
    {
        using var cluster = new TestCluster();
        var node = cluster.ReplicasOf(Cart)[0];
        cluster.Put(node, Cart, "one");
        cluster.Deliver().Restart(node);
        cluster.Put(node, Cart, "two");
        var held = Assert.Single(cluster.Deliver().Held(node, Cart).Siblings);
        Assert.Equal(2, held.Dot.Actor.Incarnation);
        Assert.Equal(1, held.Dot.Counter);
        Assert.Equal("two", held.ValueAsText());
    }

    [Fact]
    public void A_late_acknowledgement_of_an_unknown_operation_is_ignored()
    {
        using var cluster = new TestCluster();
        var stale = new Message.ReplicaPutAcknowledged(new OperationId(new NodeId("A"), 999));
        cluster.Step(new NodeId("A"), NodeInput.MessageReceived(new NodeId("B"), stale));
        Assert.Empty(cluster.Answers);
        Assert.Empty(cluster.Wire);
    }

    [Fact]
    public void A_copy_of_a_forwarded_put_that_comes_when_its_time_is_over_does_not_write_over_what_came_between()
    {
        using var cluster = new TestCluster();
        var coordinator = cluster.ReplicasOf(Cart)[0];
        cluster.Put(cluster.StrangerTo(Cart), Cart, "first");
        var copy = Assert.Single(cluster.Wire);
        cluster.Deliver().Put(coordinator, Cart, "second");
        cluster.Deliver().Pass(TimeSpan.FromSeconds(2));
        cluster.Step(coordinator, NodeInput.MessageReceived(copy.Sender, copy.Message));
        Assert.Equal("second", Assert.Single(cluster.Deliver().Held(coordinator, Cart).Siblings).ValueAsText());
    }

    [Fact]
    public void A_copy_of_a_forwarded_put_is_not_carried_out_again_by_the_coordinators_next_life()
    {
        using var cluster = new TestCluster();
        var coordinator = cluster.ReplicasOf(Cart)[0];
        cluster.Put(cluster.StrangerTo(Cart), Cart, "first");
        var copy = Assert.Single(cluster.Wire);
        cluster.Deliver().Pass(TimeSpan.FromMilliseconds(10)).Restart(coordinator);
        cluster.Put(coordinator, Cart, "second");
        cluster.Deliver().Step(coordinator, NodeInput.MessageReceived(copy.Sender, copy.Message));
        Assert.Equal("second", Assert.Single(cluster.Deliver().Held(coordinator, Cart).Siblings).ValueAsText());
    }

    [Fact]
    public void A_context_that_covers_writes_which_its_coordinator_has_not_made_is_refused()
    {
        using var cluster = new TestCluster();
        var coordinator = cluster.ReplicasOf(Cart)[0];
        var future = VectorClock.Empty.Including(new Dot(new VersionActor(coordinator, 1), 50));
        var put = cluster.Put(coordinator, Cart, "milk", new CausalContext(future, null));
        Assert.Contains("another run", Assert.IsType<ClientResponse.Refused>(cluster.Answers[put]).Reason, StringComparison.Ordinal);
        Assert.True(cluster.Held(coordinator, Cart).IsEmpty);
    }
}
