// What a crash loses and what it keeps.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class CrashTests
{
    [Fact]
    public void Losing_memory_keeps_the_batch_that_was_being_written_but_tells_nobody()
    {
        using var run = CrashWhileWriting(CrashLoss.Memory, out var node);

        Assert.Equal(["milk"], run.CartAt(node));
        Assert.Equal(StoreReason.Coordinated, run.Logged<TraceEvent.VersionsStored>().Single().Reason);
        Assert.DoesNotContain(run.Logged<WorldEvent.MessageSent>(), sent => sent.Sender == node);
        run.RunFor(2000);
        Assert.Empty(run.TakeResponses());
    }

    [Fact]
    public void Losing_unsynced_writes_loses_the_batch_that_was_being_written()
    {
        using var run = CrashWhileWriting(CrashLoss.Unsynced, out var node);

        Assert.Empty(run.CartAt(node));
        Assert.Empty(run.Logged<TraceEvent.VersionsStored>());
    }

    [Theory]
    [InlineData(CrashLoss.Memory, true)]
    [InlineData(CrashLoss.Unsynced, true)]
    [InlineData(CrashLoss.Disk, false)]
    public void Only_losing_the_disk_loses_what_was_committed(CrashLoss loss, bool isKept)
    {
        using var run = Start(FiveWithSlowCommits);
        run.RunFor(50);
        var node = run.Replicas()[0];
        run.Put(node);
        run.RunFor(500);
        run.Apply(new CrashAction(node, loss));

        Assert.Equal(isKept ? ["milk"] : [], run.CartAt(node));
    }

    [Theory]
    [InlineData(CrashLoss.Memory)]
    [InlineData(CrashLoss.Disk)]
    public void A_restarted_node_takes_a_higher_incarnation(CrashLoss loss)
    {
        using var run = Start(Five);
        run.RunFor(50);
        var node = run.Replicas()[0];
        run.Apply(new CrashAction(node, loss));
        run.RunFor(50);
        run.Apply(new RestartAction(node));
        run.RunFor(50);

        var lives = run.Log.Where(entry => entry.Node == node).Select(entry => entry.What).OfType<TraceEvent.Started>().ToArray();
        Assert.Equal(2, lives.Length);
        Assert.True(lives[1].Incarnation > lives[0].Incarnation);
    }

    [Fact]
    public void A_put_succeeds_when_one_of_three_replicas_is_down()
    {
        using var run = Start(Five);
        run.RunFor(10);
        run.Apply(new CrashAction(run.Replicas()[2], CrashLoss.Memory));
        run.Put(run.Replicas()[0]);
        run.RunFor(100);

        Assert.IsType<ClientResponse.Written>(Assert.Single(run.TakeResponses()));
        Assert.Contains(run.Logged<WorldEvent.MessageDropped>(), dropped => dropped.Reason == DropReason.ReceiverDown);
    }

    [Fact]
    public void Timers_of_a_past_life_are_not_heard_in_the_next()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var (first, second, third) = (run.Replicas()[0], run.Replicas()[1], run.Replicas()[2]);
        run.Apply(new CrashAction(second, CrashLoss.Memory));
        run.Apply(new CrashAction(third, CrashLoss.Memory));
        run.Put(first);
        run.RunFor(10);
        run.Apply(new CrashAction(first, CrashLoss.Memory));
        run.Apply(new RestartAction(first));
        run.RunFor(3000);

        Assert.Empty(run.TakeResponses());
        Assert.Empty(run.Logged<TraceEvent.OperationSettled>());
    }

    [Fact]
    public void A_commit_that_fails_stops_the_node_and_sends_nothing()
    {
        using var run = Start(FiveWithSlowCommits);
        run.RunFor(50);
        var node = run.Replicas()[0];
        run.Apply(new FailCommitAction(node));
        run.Put(node);
        run.RunFor(100);

        Assert.False(run.IsUp(node));
        Assert.Empty(run.CartAt(node));
        Assert.Contains("failed to commit", run.Logged<WorldEvent.NodeCrashed>().Single().Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Logged<WorldEvent.MessageSent>(), sent => sent.Sender == node);
        Assert.Empty(run.ActiveFaults);
    }

    private static SimulationRun CrashWhileWriting(CrashLoss loss, out NodeId node)
    {
        var run = Start(FiveWithSlowCommits);
        run.RunFor(50);
        node = run.Replicas()[0];
        run.Put(node);
        run.RunFor(5);
        Assert.Empty(run.CartAt(node));
        run.Apply(new CrashAction(node, loss));
        return run;
    }
}
