// Whole logs that were reviewed, and the causes that their lines name.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class TranscriptTests
{
    [Fact]
    public void One_put()
    {
        using var run = Start(FiveWithSlowCommits);
        run.RunFor(100);
        run.Put(run.Replicas()[0]);
        run.RunFor(1500);

        GoldenFile.AssertSame("one-put", run.Log.Select(LogLine.Format));
    }

    [Fact]
    public void A_put_with_one_replica_down_and_a_read_after_its_return()
    {
        using var run = Start(Five);
        run.RunFor(100);
        run.Apply(new CrashAction(run.Replicas()[2], CrashLoss.Memory));
        run.Put(run.Replicas()[0]);
        run.RunFor(1000);
        run.Apply(new RestartAction(run.Replicas()[2]));
        run.RunFor(3000);
        run.Get(run.Replicas()[1]);
        run.RunFor(1500);

        GoldenFile.AssertSame("put-with-one-replica-down", run.Log.Select(LogLine.Format));
    }

    [Fact]
    public void Each_delivery_is_caused_by_its_sending_and_each_cause_lies_before()
    {
        using var run = Start(SwarmScenario.Create(21));
        run.RunUntil(SwarmScenario.End);

        Assert.All(run.Log, entry => Assert.True(entry.Cause < entry.Number));
        foreach (var entry in run.Log.Where(entry => entry.What is WorldEvent.MessageDelivered))
        {
            var number = ((WorldEvent.MessageDelivered)entry.What).Number;
            var cause = run.Log[(int)entry.Cause - 1].What;
            Assert.True(cause is WorldEvent.MessageSent sent ? sent.Number == number : ((WorldEvent.MessageDuplicated)cause).CopyNumber == number);
        }
    }

    [Fact]
    public void What_follows_a_clients_request_is_caused_by_its_entering()
    {
        using var run = Start(Five);
        run.RunFor(10);
        run.Put(run.Replicas()[0]);
        var entered = run.Log.Single(entry => entry.What is TraceEvent.RequestEntered);

        Assert.Equal(0, entered.Cause);
        Assert.All(run.Log.Where(entry => entry.What is WorldEvent.MessageSent), sent => Assert.Equal(entered.Number, sent.Cause));
    }
}
