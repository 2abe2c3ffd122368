// What a put does.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node;

public sealed class PutTests
{
    private const string Cart = "cart:alice";

    [Fact]
    public void A_put_is_stored_on_all_replicas_and_answered_when_w_have_it()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        var put = cluster.Put(replicas[0], Cart, "milk");

        Assert.DoesNotContain(put, cluster.Answers.Keys);
        cluster.Deliver((m, receiver) => m is Message.ReplicaPut && receiver == replicas[1]);
        cluster.Deliver((m, _) => m is Message.ReplicaPutAcknowledged);
        var written = Assert.IsType<ClientResponse.Written>(cluster.Answers[put]);
        Assert.Equal([replicas[0], replicas[1]], written.Replicas.Succeeded);
        Assert.Equal([replicas[2]], written.Replicas.Silent);

        cluster.Deliver();
        Assert.All(replicas, replica => Assert.Equal("milk", Assert.Single(cluster.Held(replica, Cart).Siblings).ValueAsText()));
        Assert.All(cluster.Names.Except(replicas), node => Assert.True(cluster.Held(node, Cart).IsEmpty));
    }

    [Fact]
    public void A_put_succeeds_when_one_of_three_replicas_is_down()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Dead.Add(replicas[2]);
        var put = cluster.Put(replicas[0], Cart, "milk");
        cluster.Deliver();
        Assert.IsType<ClientResponse.Written>(cluster.Answers[put]);
    }

    [Fact]
    public void A_put_that_waits_too_long_times_out_and_its_outcome_is_unknown()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        var put = cluster.Put(replicas[0], Cart, "milk");
        cluster.Lose().Pass(TimeSpan.FromSeconds(1));

        var timedOut = Assert.IsType<ClientResponse.TimedOut>(cluster.Answers[put]);
        Assert.Equal(TimeSpan.FromSeconds(1), timedOut.Waited);
        Assert.Equal([replicas[1], replicas[2]], timedOut.Replicas.Silent);
        Assert.Equal("milk", cluster.Held(replicas[0], Cart).Siblings[0].ValueAsText()); // it may be seen later
    }

    [Fact]
    public void When_too_few_replicas_can_be_reached_a_put_is_refused_before_anything_is_written()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Dead.UnionWith([replicas[1], replicas[2]]);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Lose().Pass(TimeSpan.FromSeconds(1));

        var second = cluster.Put(replicas[0], Cart, "bread");
        var missed = Assert.IsType<ClientResponse.QuorumMissed>(cluster.Answers[second]);
        Assert.False(missed.MayBeSeen);
        Assert.Equal([replicas[1], replicas[2]], missed.Replicas.Silent);
        Assert.Equal("milk", cluster.Held(replicas[0], Cart).Siblings[0].ValueAsText());
    }

    [Fact]
    public void A_suspected_replica_that_answers_a_probe_is_used_again()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Dead.UnionWith([replicas[1], replicas[2]]);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Lose().Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([.. new[] { replicas[1], replicas[2] }.Order()], cluster.Snapshot(replicas[0]).Suspects);

        cluster.Dead.Clear();
        cluster.Pass(TimeSpan.FromSeconds(2), delivering: true);
        Assert.Empty(cluster.Snapshot(replicas[0]).Suspects);
        var put = cluster.Put(replicas[0], Cart, "bread");
        Assert.IsType<ClientResponse.Written>(cluster.Deliver().Answers[put]);
    }

    [Fact]
    public void A_silent_suspect_stays_a_suspect_for_as_long_as_it_is_silent()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Dead.Add(replicas[2]);
        cluster.Put(replicas[0], Cart, "milk");
        cluster.Deliver().Pass(TimeSpan.FromSeconds(30), delivering: true);
        Assert.Equal([replicas[2]], cluster.Snapshot(replicas[0]).Suspects);
    }

    [Fact]
    public void The_same_acknowledgement_twice_counts_once()
    {
        using var cluster = new TestCluster(options: new NodeOptions { Quorum = new Quorum(3, 2, 3) });
        var replicas = cluster.ReplicasOf(Cart);
        var put = cluster.Put(replicas[0], Cart, "milk");
        cluster.Lose();
        var acknowledgement = NodeInput.MessageReceived(replicas[1], new Message.ReplicaPutAcknowledged(put));
        cluster.Step(replicas[0], acknowledgement);
        cluster.Step(replicas[0], acknowledgement);
        Assert.DoesNotContain(put, cluster.Answers.Keys);
    }

    [Fact]
    public void A_put_with_a_context_supersedes_exactly_what_was_read()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "milk");
        var get = cluster.Deliver().Get(replicas[1], Cart);
        var read = Assert.IsType<ClientResponse.Read>(cluster.Deliver().Answers[get]);
        cluster.Put(replicas[2], Cart, "milk, bread", read.Context);
        cluster.Put(replicas[1], Cart, "milk, eggs", read.Context);
        cluster.Deliver();

        Assert.All(replicas, replica =>
            Assert.Equal(["milk, bread", "milk, eggs"], cluster.Held(replica, Cart).Siblings.Select(s => s.ValueAsText()).Order()));
    }

    [Fact]
    public void Two_blind_puts_through_one_coordinator_replace_each_other()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "one");
        cluster.Put(replicas[0], Cart, "two");
        cluster.Deliver();
        Assert.All(replicas, replica => Assert.Equal("two", Assert.Single(cluster.Held(replica, Cart).Siblings).ValueAsText()));
    }

    [Fact]
    public void Two_blind_puts_through_two_coordinators_that_have_not_heard_of_each_other_become_siblings()
    {
        using var cluster = new TestCluster();
        var replicas = cluster.ReplicasOf(Cart);
        cluster.Put(replicas[0], Cart, "one");
        cluster.Put(replicas[1], Cart, "two");
        cluster.Deliver();
        Assert.All(replicas, replica => Assert.Equal(2, cluster.Held(replica, Cart).LiveCount));
    }

    [Fact]
    public void A_put_only_if_absent_fails_where_something_live_is_stored_and_succeeds_over_a_tombstone()
    {
        using var cluster = new TestCluster();
        var via = cluster.StrangerTo(Cart);
        var first = cluster.Put(via, Cart, "milk", onlyIfAbsent: true);
        Assert.IsType<ClientResponse.Written>(cluster.Deliver().Answers[first]);
        var second = cluster.Put(via, Cart, "bread", onlyIfAbsent: true);
        Assert.IsType<ClientResponse.AlreadyExists>(cluster.Deliver().Answers[second]);
        cluster.Delete(via, Cart);
        var third = cluster.Deliver().Put(via, Cart, "bread", onlyIfAbsent: true);
        Assert.IsType<ClientResponse.Written>(cluster.Deliver().Answers[third]);
        Assert.Equal("bread", Assert.Single(cluster.Held(cluster.ReplicasOf(Cart)[0], Cart).Siblings).ValueAsText());
    }

    [Fact]
    public void Of_two_puts_only_if_absent_at_one_coordinator_at_once_one_is_done()
    {
        using var cluster = new TestCluster();
        var coordinator = cluster.ReplicasOf(Cart)[0];
        var (first, second) = (cluster.Put(coordinator, Cart, "milk", onlyIfAbsent: true), cluster.Put(coordinator, Cart, "bread", onlyIfAbsent: true));

        cluster.Deliver();

        Assert.IsType<ClientResponse.Written>(cluster.Answers[first]);
        Assert.IsType<ClientResponse.AlreadyExists>(cluster.Answers[second]);
        Assert.Equal("milk", Assert.Single(cluster.Held(coordinator, Cart).Siblings).ValueAsText());
    }

    [Fact]
    public void A_key_with_too_many_siblings_refuses_the_next_write_and_keeps_what_it_has()
    {
        using var cluster = new TestCluster(options: new NodeOptions { MaxSiblings = 2 });
        var replicas = cluster.ReplicasOf(Cart);
        var nothingSeen = new CausalContext(VectorClock.Empty, null);
        cluster.Put(replicas[0], Cart, "one", nothingSeen);
        cluster.Put(replicas[0], Cart, "two", nothingSeen);
        var third = cluster.Deliver().Put(replicas[0], Cart, "three", nothingSeen);

        var refused = Assert.IsType<ClientResponse.TooManySiblings>(cluster.Answers[third]);
        Assert.Equal(2, refused.Count);
        var merged = cluster.Put(replicas[0], Cart, "one, two, three", refused.Context);
        Assert.IsType<ClientResponse.Written>(cluster.Deliver().Answers[merged]);
        Assert.Equal("one, two, three", Assert.Single(cluster.Held(replicas[1], Cart).Siblings).ValueAsText());
    }

    [Fact]
    public void The_context_of_a_put_never_covers_a_sibling_that_its_writer_has_not_seen()
    {
        using var cluster = new TestCluster();
        var coordinator = cluster.ReplicasOf(Cart)[0];
        var nothingSeen = new CausalContext(VectorClock.Empty, null);
        cluster.Put(coordinator, Cart, "unseen", nothingSeen);
        var mine = cluster.Deliver().Put(coordinator, Cart, "mine", nothingSeen);
        var written = Assert.IsType<ClientResponse.Written>(cluster.Deliver().Answers[mine]);
        cluster.Put(coordinator, Cart, "mine again", written.Context);
        Assert.Contains("unseen", cluster.Deliver().Held(coordinator, Cart).Siblings.Select(s => s.ValueAsText()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_w_outside_1_to_n_is_refused_with_a_sentence(int w)
    {
        using var cluster = new TestCluster();
        var put = cluster.Put(cluster.Names[0], Cart, "milk", options: new RequestOptions(Write: w));
        var refused = Assert.IsType<ClientResponse.Refused>(cluster.Answers[put]);
        Assert.StartsWith($"w is {w}", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(cluster.Wire);
    }

    [Fact]
    public void A_timeout_outside_its_limits_is_refused_with_a_sentence()
    {
        using var cluster = new TestCluster();
        var put = cluster.Put(cluster.Names[0], Cart, "milk", options: new RequestOptions(Timeout: TimeSpan.FromHours(1)));
        Assert.Contains("60000 ms", Assert.IsType<ClientResponse.Refused>(cluster.Answers[put]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_sets_its_own_w()
    {
        using var cluster = new TestCluster();
        var put = cluster.Put(cluster.ReplicasOf(Cart)[0], Cart, "milk", options: new RequestOptions(Write: 1));
        Assert.Equal(1, Assert.IsType<ClientResponse.Written>(cluster.Answers[put]).Replicas.Required);
    }

    [Fact]
    public void A_replica_that_stands_still_takes_no_places_from_the_operations_of_others()
    {
        using var cluster = new TestCluster(options: new NodeOptions { MaxPendingOperations = 2 });
        var replicas = cluster.ReplicasOf(Cart);
        for (var number = 0; number < 20; number++)
        {
            var put = cluster.Put(replicas[0], Cart, $"{number}");
            var get = cluster.Get(replicas[0], Cart);
            cluster.Deliver((_, receiver) => receiver != replicas[2]);
            Assert.IsType<ClientResponse.Written>(cluster.Answers[put]);
            Assert.IsType<ClientResponse.Read>(cluster.Answers[get]);
        }

        Assert.InRange(cluster.Snapshot(replicas[0]).PendingOperations, 2, 4); // the others were let go
        cluster.Deliver(); // it goes on, and answers what nobody waits for any more
        cluster.Pass(TimeSpan.FromSeconds(10), delivering: true);
        Assert.Equal(0, cluster.Snapshot(replicas[0]).PendingOperations);
        Assert.All(replicas, replica => Assert.Equal(cluster.Held(replicas[0], Cart), cluster.Held(replica, Cart)));
        Assert.IsType<ClientResponse.Written>(cluster.Answers[cluster.Put(replicas[0], Cart, "last", options: new RequestOptions(Write: 1))]);
    }

    [Fact]
    public void Past_its_bound_of_pending_operations_a_node_refuses_more()
    {
        using var cluster = new TestCluster(options: new NodeOptions { MaxPendingOperations = 1 });
        var coordinator = cluster.ReplicasOf(Cart)[0];
        cluster.Put(coordinator, Cart, "one");
        var second = cluster.Put(coordinator, Cart, "two");
        Assert.Equal(1, Assert.IsType<ClientResponse.Overloaded>(cluster.Answers[second]).Limit);
    }
}
