// Nodes that stand still for a while.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class PauseTests
{
    [Fact]
    public void What_arrives_at_a_paused_node_is_done_when_it_goes_on()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var paused = run.Replicas()[2];
        run.Apply(new PauseAction(paused));
        run.Put(run.Replicas()[0]);
        run.RunFor(300);
        Assert.Empty(run.CartAt(paused));
        run.Apply(new ResumeAction(paused));

        Assert.Equal(["milk"], run.CartAt(paused));
    }

    [Fact]
    public void A_node_paused_during_its_commit_sends_nothing_until_it_goes_on()
    {
        using var run = Start(FiveWithSlowCommits);
        run.RunFor(50);
        var node = run.Replicas()[0];
        run.Put(node);
        run.RunFor(5);
        run.Apply(new PauseAction(node));
        run.RunFor(500);
        Assert.DoesNotContain(run.Logged<WorldEvent.MessageSent>(), sent => sent.Sender == node);
        run.Apply(new ResumeAction(node));
        run.RunFor(100);

        Assert.IsType<ClientResponse.Written>(Assert.Single(run.TakeResponses()));
    }

    [Fact]
    public void A_paused_node_that_crashes_is_down_and_not_paused()
    {
        using var run = Start(Five);
        var node = run.Replicas()[0];
        run.Apply(new PauseAction(node));
        run.Apply(new CrashAction(node, CrashLoss.Memory));

        Assert.False(run.IsUp(node));
        Assert.False(run.IsPaused(node));
    }

    [Fact]
    public void What_waits_at_a_paused_node_is_bounded()
    {
        using var run = Start(Five, new RunOptions { MaxWaitingInputs = 3 });
        run.RunFor(10);
        var paused = run.Replicas()[1];
        run.Apply(new PauseAction(paused));
        for (var put = 0; put < 10; put++)
            run.Put(run.Replicas()[0]);
        run.RunFor(100);

        Assert.Equal(3, run.Logged<WorldEvent.MessageDelivered>().Count(one => one.Receiver == paused));
        Assert.Equal(7, run.Logged<WorldEvent.MessageDropped>().Count(one => one.Receiver == paused));
    }
}
