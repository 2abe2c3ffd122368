// Who comes and who goes, told by whole runs.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class MembershipStories
{
    private static readonly NodeId F = new("F");

    private static readonly Scenario Gossiping = Five with
    {
        Node = new NodeOptions
        {
            Gossip = new GossipOptions { Every = Ms(200), Seeds = [new NodeId("A")] },
            Transfers = new TransferOptions { RetryAfter = Ms(300) },
            RequestTimeout = Ms(200),
        },
    };

    [Fact]
    public void A_join_moves_only_the_keys_that_become_the_joiners_and_loses_none()
    {
        using var run = Start(Gossiping);
        run.RunFor(10);
        run.PutMany(40);
        var before = run.Ring;
        run.Apply(new JoinAction(F, 8));
        run.RunFor(8000);

        var after = PlacementOf(run, new NodeId("B"));
        Assert.Null(after.Next);
        Assert.Contains(after.Current.Members, member => member.Id == F);
        AssertEverythingIsWhereItBelongs(run, after.Current);
        Assert.NotEmpty(run.Rows(F));
        foreach (var (key, _) in run.Rows(F))
            Assert.NotEqual(before.PreferenceList(RingPosition.OfKey(key), 3), after.Current.PreferenceList(RingPosition.OfKey(key), 3));

        GoldenFile.AssertSame("a-join-moves-only-the-joiners-keys", StoryTranscript.Of(run));
    }

    [Fact]
    public void A_leave_hands_everything_over_before_it_ends()
    {
        using var run = Start(Gossiping);
        run.RunFor(10);
        run.PutMany(40);
        run.Apply(new LeaveAction(new NodeId("C")));
        run.RunFor(10000);

        var after = PlacementOf(run, new NodeId("B"));
        Assert.Equal(["A", "B", "D", "E"], after.Current.Members.Select(member => member.Id.Value));
        Assert.Null(after.Next);
        AssertEverythingIsWhereItBelongs(run, after.Current);
        GoldenFile.AssertSame("a-leave-hands-everything-over", StoryTranscript.Of(run));
    }

    [Fact]
    public void A_dead_node_can_leave_and_its_keys_come_from_the_other_replicas()
    {
        using var run = Start(Gossiping);
        run.RunFor(10);
        run.PutMany(40);
        run.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        run.RunFor(1000);
        run.Apply(new LeaveAction(new NodeId("C")));
        run.RunFor(15000);

        var after = PlacementOf(run, new NodeId("B"));
        Assert.Equal(["A", "B", "D", "E"], after.Current.Members.Select(member => member.Id.Value));
        Assert.Null(after.Next);
        AssertEverythingIsWhereItBelongs(run, after.Current, but: new NodeId("C"));
    }

    [Fact]
    public void A_join_goes_on_where_it_was_when_the_joiner_crashes_in_the_middle()
    {
        var slow = Gossiping with { Node = Gossiping.Node with { Transfers = new TransferOptions { RetryAfter = Ms(300), BatchKeys = 2, KeysPerSecond = 20 } } };
        using var run = Start(slow);
        run.RunFor(10);
        run.PutMany(60);
        run.Apply(new JoinAction(F, 8));
        run.RunFor(700);
        var half = run.Rows(F).Count;
        run.Apply(new CrashAction(F, CrashLoss.Unsynced));
        run.RunFor(500);
        run.Apply(new RestartAction(F));
        run.RunFor(20000);

        var after = PlacementOf(run, new NodeId("B"));
        Assert.Null(after.Next);
        Assert.InRange(half, 1, run.Rows(F).Count - 1);
        AssertEverythingIsWhereItBelongs(run, after.Current);
    }

    [Fact]
    public void An_outage_changes_no_ring()
    {
        using var run = Start(Gossiping);
        run.RunFor(2000);
        run.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        run.RunFor(20000);

        Assert.Empty(run.Logged<TraceEvent.PlacementChanged>());
        Assert.Equal(5, PlacementOf(run, new NodeId("A")).Current.Members.Length);
        Assert.Equal(
            [PeerStatus.Down], run.Inspect(new NodeId("A"))!.Membership.Members.Where(one => one.Record.Id == new NodeId("C")).Select(one => one.Status));
        GoldenFile.AssertSame("an-outage-changes-no-ring", StoryTranscript.Of(run));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_rings_without_a_common_seed_live_side_by_side_and_with_one_they_meet(bool hasCommonSeed)
    {
        NodeId[] left = [.. "ABC".Select(name => new NodeId(name.ToString()))], right = [.. "DE".Select(name => new NodeId(name.ToString()))];
        using var run = Start(Gossiping with
        {
            Islands = [[.. left], [.. right]],
            Node = Gossiping.Node with { Gossip = new GossipOptions { Every = Ms(200), Seeds = hasCommonSeed ? [new NodeId("A")] : [] } },
        });
        run.RunFor(10000);

        Assert.Equal(hasCommonSeed ? 5 : 3, PlacementOf(run, left[0]).Current.Members.Length);
        Assert.Equal(hasCommonSeed ? 5 : 2, PlacementOf(run, right[0]).Current.Members.Length);
        GoldenFile.AssertSame(hasCommonSeed ? "two-rings-with-a-common-seed-meet" : "two-rings-without-a-common-seed", StoryTranscript.Of(run));
    }

    [Fact]
    public void Who_slept_through_a_leave_does_not_bring_the_leaver_back()
    {
        using var run = Start(Gossiping with { Node = Gossiping.Node with { Quorum = new(2, 1, 2) } });
        run.RunFor(1000);
        run.Apply(new PauseAction(new NodeId("E")));
        run.Apply(new LeaveAction(new NodeId("C")));
        run.RunFor(3000);
        Assert.Equal([new NodeId("E")], run.Inspect(new NodeId("A"))!.Membership.WaitingFor);

        run.Apply(new ResumeAction(new NodeId("E")));
        run.RunFor(8000);
        Assert.All("ABDE", name => Assert.Equal(4, PlacementOf(run, new NodeId(name.ToString())).Current.Members.Length));
        GoldenFile.AssertSame("who-slept-through-a-leave", StoryTranscript.Of(run));
    }

    [Fact]
    public void Bad_plans_are_refused_with_their_reason_and_change_nothing()
    {
        using var run = Start(Gossiping with { Node = Gossiping.Node with { Quorum = new(5, 2, 2) } });
        run.RunFor(1000);
        var a = new NodeId("A");
        Assert.Contains("keep at least 5", Refusal(run, new NodeCommand.StageLeave(run.NextCommand, new NodeId("C"))), StringComparison.Ordinal);
        Assert.Contains("already", Refusal(run, new NodeCommand.StageJoin(run.NextCommand, new NodeId("B"), "", 8, null)), StringComparison.Ordinal);
        Assert.Contains("no member", Refusal(run, new NodeCommand.StageLeave(run.NextCommand, F)), StringComparison.Ordinal);
        Assert.Contains("Nothing is planned", Refusal(run, new NodeCommand.CommitPlan(run.NextCommand)), StringComparison.Ordinal);
        Assert.Contains("tokens", Refusal(run, new NodeCommand.StageJoin(run.NextCommand, F, "", 0, null)), StringComparison.Ordinal);
        Assert.Null(run.Inspect(a)!.Membership.Plan);
        Assert.Null(PlacementOf(run, a).Next);
        Assert.Empty(run.Logged<TraceEvent.MemberChanged>());
    }

    private static string Refusal(SimulationRun run, NodeCommand command)
    {
        run.Apply(new CommandAction(new NodeId("A"), command));
        run.RunFor(5);
        return Assert.IsType<CommandAnswer.Refused>(Assert.Single(run.TakeCommandAnswers())).Reason;
    }

    private static Placement PlacementOf(SimulationRun run, NodeId node) => run.Inspect(node)!.Placement!;

    private static void AssertEverythingIsWhereItBelongs(SimulationRun run, HashRing ring, NodeId? but = null)
    {
        foreach (var number in Enumerable.Range(0, 40))
        {
            var key = Key.Of($"key-{number}");
            foreach (var owner in ring.PreferenceList(RingPosition.OfKey(key), 3))
                Assert.True(run.Rows(owner).Any(row => row.Key == key), $"{owner} has no {key}.");
        }

        foreach (var node in run.Nodes.Where(node => node != but))
        {
            Assert.All(run.Rows(node), row => Assert.Contains(node, ring.PreferenceList(RingPosition.OfKey(row.Key), 3)));
        }
    }
}
