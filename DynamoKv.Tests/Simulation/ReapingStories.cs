// How deletes stay deleted, told by whole runs.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class ReapingStories
{
    private static readonly Scenario Reaping = Five with
    {
        Node = new NodeOptions
        {
            RequestTimeout = Ms(200),
            SuspicionPeriod = Ms(200),
            Handoff = new HandoffOptions { DeliverEvery = Ms(300), FallbackAfter = Ms(50) },
            Reaping = new ReapingOptions { Grace = Ms(1000), Every = Ms(500), Settle = Ms(300) },
        },
    };

    [Fact]
    public void A_tombstone_is_reaped_when_its_time_is_over_and_everybody_agrees()
    {
        using var run = Start(Reaping);
        run.RunFor(10);
        run.Put(run.Replicas()[0]);
        run.RunFor(100);
        Delete(run);
        run.RunFor(900);
        Assert.All(run.Replicas(), replica => Assert.Single(run.Rows(replica)));

        run.RunFor(2000);
        Assert.All(run.Nodes, node => Assert.Empty(run.Rows(node)));
        GoldenFile.AssertSame("a-tombstone-is-reaped-when-everybody-agrees", StoryTranscript.Of(run));
    }

    [Fact]
    public void A_tombstone_waits_for_a_replica_that_is_down_and_the_delete_does_not_come_back()
    {
        using var run = Start(Reaping);
        var down = run.Replicas()[2];
        run.RunFor(10);
        run.Put(run.Replicas()[0]);
        run.RunFor(100);
        run.Apply(new CrashAction(down, CrashLoss.Memory));
        Delete(run);
        run.RunFor(4000);
        Assert.Equal(["milk"], run.CartAt(down));
        Assert.Single(run.Rows(run.Replicas()[0]));
        Assert.Contains(run.Logged<TraceEvent.ReapingEnded>(), ended => ended.Silent.Contains(down));

        run.Apply(new RestartAction(down));
        run.RunFor(4000);
        Assert.All(run.Nodes, node => Assert.Empty(run.Rows(node)));
        Assert.All(run.Nodes, node => Assert.Equal(0, run.Inspect(node)!.Handoff.Count));
        GoldenFile.AssertSame("a-tombstone-waits-for-a-replica-that-is-down", StoryTranscript.Of(run));
    }

    [Fact]
    public void A_value_with_a_time_to_live_is_gone_when_its_time_is_over_and_then_forgotten()
    {
        using var run = Start(Reaping);
        var via = run.Replicas()[0];
        run.RunFor(10);
        var content = WriteContent.Text("fresh milk") with { TimeToLive = Ms(500) };
        run.Apply(new RequestAction(via, new ClientRequest.Put(run.NextOperation(via), Cart, RequestOptions.None, content, null, false)));
        run.RunFor(400);
        run.Get(via);
        run.RunFor(200);
        run.Get(via);
        run.RunFor(3000);

        var reads = run.Logged<TraceEvent.ClientAnswered>().Select(answered => answered.Response).OfType<ClientResponse.Read>().ToArray();
        Assert.Equal([true, false], reads.Select(read => read.Versions.HasLiveValue));
        Assert.All(run.Nodes, node => Assert.Empty(run.Rows(node)));
        GoldenFile.AssertSame("a-value-with-a-time-to-live-is-gone", StoryTranscript.Of(run));
    }

    [Fact]
    public void A_hint_of_an_older_value_keeps_the_tombstone_from_being_reaped()
    {
        using var run = Start(Reaping with { Node = Reaping.Node with { Handoff = Reaping.Node.Handoff! with { DeliverEvery = TimeSpan.FromHours(1) } } });
        var replicas = run.Replicas();
        var holder = run.Nodes.First(node => !replicas.Contains(node));
        run.RunFor(10);
        run.Apply(new CutAction("cut", replicas[0], [replicas[2]]));
        run.Put(replicas[0]);
        run.RunFor(150); // a fallback keeps it for the replica that does not hear
        run.Apply(new HealAction("cut"));
        var other = run.NextOperation(replicas[1]);
        run.Apply(new RequestAction(replicas[1], new ClientRequest.Delete(other, Cart, RequestOptions.None, null)));
        run.RunFor(4000);

        Assert.Equal(1, run.Inspect(holder)!.Handoff.Count);
        Assert.NotEmpty(run.Rows(replicas[0]));
        run.Apply(new CommandAction(holder, new NodeCommand.DeliverHints(run.NextCommand, null)));
        run.RunFor(4000);
        Assert.All(run.Nodes, node => Assert.Empty(run.Rows(node)));
    }

    private static void Delete(SimulationRun run)
    {
        var via = run.Replicas()[0];
        run.Apply(new RequestAction(via, new ClientRequest.Delete(run.NextOperation(via), Cart, RequestOptions.None, null)));
    }
}
