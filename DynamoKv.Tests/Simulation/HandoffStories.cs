// What sloppy quorums and hinted handoff do, told by whole runs.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class HandoffStories
{
    private static readonly HandoffOptions Handoff = new() { DeliverEvery = Ms(500), FallbackAfter = Ms(50) };

    private static readonly Scenario Sloppy = Five with
    {
        Node = new NodeOptions { Handoff = Handoff, RequestTimeout = Ms(200), SuspicionPeriod = Ms(200) },
    };

    [Fact]
    public void A_fallback_keeps_a_hint_and_hands_it_over_when_the_replica_is_back()
    {
        using var run = Start(Sloppy);
        var replicas = run.Replicas();
        run.RunFor(10);
        run.Apply(new CrashAction(replicas[2], CrashLoss.Memory));
        run.Put(replicas[0]);
        run.RunFor(300);
        run.Apply(new RestartAction(replicas[2]));
        run.RunFor(1000);

        Assert.Equal(["milk"], run.CartAt(replicas[2]));
        Assert.Single(run.Logged<TraceEvent.HintDelivered>());
        Assert.All(run.Scenario.Members, member => Assert.Equal(0, run.Inspect(member.Id)!.Handoff.Count));
        GoldenFile.AssertSame("a-fallback-keeps-a-hint-and-hands-it-over", StoryTranscript.Of(run));
    }

    [Fact]
    public void A_write_succeeds_while_all_replicas_of_its_key_are_down()
    {
        using var run = Start(Sloppy);
        var replicas = run.Replicas();
        var stranger = run.Scenario.Members.First(member => !replicas.Contains(member.Id)).Id;
        run.RunFor(10);
        foreach (var replica in replicas)
            run.Apply(new CrashAction(replica, CrashLoss.Memory));

        foreach (var _ in replicas)
            Ask(run, stranger); // it learns one by one that nobody answers

        run.Put(stranger);
        run.RunFor(200);
        Assert.Single(run.Logged<TraceEvent.ClientAnswered>(), answered => answered.Response is ClientResponse.Written);
        Assert.Equal(2, run.Scenario.Members.Sum(member => run.Inspect(member.Id)?.Handoff.Count ?? 0));

        foreach (var replica in replicas)
            run.Apply(new RestartAction(replica));

        run.RunFor(2000);
        Assert.All(replicas.Take(2), replica => Assert.Equal(["milk"], run.CartAt(replica)));
        GoldenFile.AssertSame("a-write-succeeds-while-all-replicas-are-down", StoryTranscript.Of(run));
    }

    [Fact]
    public void Both_sides_of_a_partition_accept_writes_and_the_key_has_two_siblings_afterwards()
    {
        using var run = Start(Sloppy);
        var replicas = run.Replicas();
        var others = run.Scenario.Members.Select(member => member.Id).Where(node => !replicas.Contains(node)).ToArray();
        run.RunFor(10);
        run.Apply(new PartitionAction("split", [[replicas[0], others[0]], [replicas[1], replicas[2], others[1]]]));
        run.Put(replicas[0], "milk");
        run.Put(replicas[1], "bread");
        run.RunFor(300);
        Assert.Equal(2, run.Logged<TraceEvent.ClientAnswered>().Count(answered => answered.Response is ClientResponse.Written));

        run.Apply(new HealAction("split"));
        run.RunFor(2000);
        run.Get(replicas[0]);
        run.RunFor(500);
        Assert.All(replicas, replica => Assert.Equal(["bread", "milk"], run.CartAt(replica).Order()));
        GoldenFile.AssertSame("both-sides-of-a-partition-accept-writes", StoryTranscript.Of(run));
    }

    [Fact]
    public void A_strict_write_refuses_fallbacks_and_says_who_was_missing()
    {
        using var run = Start(Sloppy with { Node = Sloppy.Node with { Quorum = new(3, 2, 3) } });
        var replicas = run.Replicas();
        run.RunFor(10);
        run.Apply(new CrashAction(replicas[2], CrashLoss.Memory));
        run.Put(replicas[0], "sloppy");
        run.RunFor(300);
        var id = run.NextOperation(replicas[0]);
        var strict = new RequestOptions(IsSloppy: false);
        run.Apply(new RequestAction(replicas[0], new ClientRequest.Put(id, Cart, strict, WriteContent.Text("strict"), null, false)));
        run.RunFor(300);

        var answers = run.Logged<TraceEvent.ClientAnswered>().Select(answered => answered.Response).ToArray();
        Assert.IsType<ClientResponse.Written>(answers[0]);
        Assert.Equal([replicas[2]], Assert.IsType<ClientResponse.QuorumMissed>(answers[1]).Replicas.Silent);
        GoldenFile.AssertSame("a-strict-write-refuses-fallbacks", StoryTranscript.Of(run));
    }

    [Fact]
    public void Hints_that_overflow_are_dropped_counted_and_fail_no_write()
    {
        var few = Sloppy with { Node = Sloppy.Node with { Handoff = Handoff with { MaxHints = 2 } } };
        using var run = Start(few);
        var replicas = run.Replicas();
        run.RunFor(10);
        run.Apply(new CrashAction(replicas[2], CrashLoss.Memory));
        Ask(run, replicas[0]);
        foreach (var key in KeysOf(run, replicas[0], replicas[2], count: 12))
        {
            run.Apply(new RequestAction(replicas[0], new ClientRequest.Put(
                run.NextOperation(replicas[0]), key, RequestOptions.None, WriteContent.Text("v"), null, false)));
            run.RunFor(20);
        }

        var holders = run.Scenario.Members.Where(member => run.IsUp(member.Id)).Select(member => run.Inspect(member.Id)!.Handoff).ToArray();
        Assert.All(holders.SelectMany(holder => holder.Targets), target => Assert.InRange(target.Count, 1, 2));
        Assert.Equal(run.Logged<TraceEvent.HintDropped>().Count(), holders.Sum(holder => holder.Overflowed));
        Assert.NotEqual(0, holders.Sum(holder => holder.Overflowed));
        Assert.DoesNotContain(run.Logged<TraceEvent.ClientAnswered>(), answered => answered.Response is not (ClientResponse.Written or ClientResponse.Read));
        GoldenFile.AssertSame("hints-that-overflow-are-dropped-and-counted", StoryTranscript.Of(run));
    }

    [Fact]
    public void Handoff_that_is_stuck_says_for_whom_and_goes_on_when_the_way_is_free()
    {
        using var run = Start(Sloppy);
        var replicas = run.Replicas();
        run.RunFor(10);
        run.Apply(new CrashAction(replicas[2], CrashLoss.Memory));
        run.Put(replicas[0]);
        run.RunFor(300);
        run.Apply(new FullDiskAction("full", replicas[2]));
        run.Apply(new RestartAction(replicas[2]));
        run.RunFor(1500);
        var stuck = run.Scenario.Members.SelectMany(member => run.Inspect(member.Id)!.Handoff.Targets).Single();
        Assert.Equal((replicas[2], 1L, true), (stuck.Target, stuck.Count, stuck.IsReachable));

        run.Apply(new HealAction("full"));
        run.RunFor(1500);
        Assert.Equal(["milk"], run.CartAt(replicas[2]));
        GoldenFile.AssertSame("stuck-handoff-goes-on-when-the-way-is-free", StoryTranscript.Of(run));
    }

    // A request that is not answered teaches the node who is down.
    private static void Ask(SimulationRun run, NodeId node)
    {
        run.Get(node);
        run.RunFor(500);
    }

    private static Key[] KeysOf(SimulationRun run, NodeId coordinator, NodeId down, int count) =>
        [.. Enumerable.Range(0, 1000).Select(number => Key.Of($"key-{number}"))
            .Where(key => run.Ring.PreferenceList(RingPosition.OfKey(key), 3) is var list && list.Contains(coordinator) && list.Contains(down))
            .Take(count)];
}
