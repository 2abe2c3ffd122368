// Single messages are delivered, dropped, held back and doubled by hand.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class MessageActionTests
{
    [Fact]
    public void A_dropped_copy_never_arrives_and_its_replica_lacks_it()
    {
        using var run = Start(Five);
        var copy = FirstCopy(run);
        run.Apply(new DropMessageAction(copy.Number));
        run.RunFor(5);

        Assert.DoesNotContain(run.Logged<WorldEvent.MessageDelivered>(), delivered => delivered.Number == copy.Number);
        Assert.Equal(DropReason.ByHand, run.Logged<WorldEvent.MessageDropped>().Single().Reason);
        Assert.Empty(run.CartAt(copy.Receiver));
    }

    [Fact]
    public void A_delayed_copy_arrives_that_much_later()
    {
        using var run = Start(Five);
        var copy = FirstCopy(run);
        run.Apply(new DelayMessageAction(copy.Number, Ms(40)));
        run.RunFor(30);
        Assert.Empty(run.CartAt(copy.Receiver));
        run.RunFor(30);

        Assert.Equal(["milk"], run.CartAt(copy.Receiver));
        var delivered = run.Log.Single(entry => entry.What is WorldEvent.MessageDelivered one && one.Number == copy.Number);
        Assert.Equal(copy.ArrivesAt + Ms(40), delivered.At);
    }

    [Fact]
    public void A_message_that_is_delivered_now_arrives_now()
    {
        using var run = Start(Five);
        var copy = FirstCopy(run);
        var now = run.Now;
        run.Apply(new DeliverMessageAction(copy.Number));

        Assert.Equal(now, run.Log.Single(entry => entry.What is WorldEvent.MessageDelivered one && one.Number == copy.Number).At);
        run.RunFor(20);
        Assert.Single(run.Logged<WorldEvent.MessageDelivered>(), delivered => delivered.Number == copy.Number);
    }

    [Fact]
    public void What_is_delivered_now_still_meets_a_partition()
    {
        using var run = Start(Five);
        var copy = FirstCopy(run);
        run.Apply(new CutAction("cut", copy.Sender, [copy.Receiver]));
        run.Apply(new DeliverMessageAction(copy.Number));

        Assert.Equal(DropReason.Partition, run.Logged<WorldEvent.MessageDropped>().Single().Reason);
    }

    [Fact]
    public void A_doubled_message_arrives_twice_and_the_write_counts_once()
    {
        using var run = Start(Five);
        var copy = FirstCopy(run);
        run.Apply(new DuplicateMessageAction(copy.Number));
        run.RunFor(30);

        var second = run.Logged<WorldEvent.MessageDuplicated>().Single();
        Assert.Equal(copy.Number, second.Number);
        Assert.Equal(
            [copy.Number, second.CopyNumber],
            run.Logged<WorldEvent.MessageDelivered>().Select(delivered => delivered.Number).Where(number => number == copy.Number || number == second.CopyNumber));
        Assert.Equal(["milk"], run.CartAt(copy.Receiver));
    }

    [Fact]
    public void What_is_not_under_way_is_refused_with_a_reason()
    {
        using var run = Start(Five);
        var copy = FirstCopy(run);
        Assert.Contains("not under way", run.ProblemWith(new DropMessageAction(9_999)), StringComparison.Ordinal);
        Assert.Contains("The delay is nothing", run.ProblemWith(new DelayMessageAction(copy.Number, TimeSpan.Zero)), StringComparison.Ordinal);
        run.RunFor(20);
        Assert.Contains("not under way", Assert.Throws<ArgumentException>(() => run.Apply(new DeliverMessageAction(copy.Number))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_done_by_hand_is_done_again_when_the_run_is_replayed()
    {
        using var run = Start(Five);
        run.Apply(new DelayMessageAction(FirstCopy(run).Number, Ms(30)));
        run.Put(run.Nodes[1], "tea");
        var underWay = run.Logged<WorldEvent.MessageSent>().Last(sent => sent.ArrivesAt is not null);
        run.Apply(new DuplicateMessageAction(underWay.Number));
        run.Apply(new DropMessageAction(underWay.Number));
        run.RunFor(200);

        using var again = SimulationRun.Replay(run.Scenario, run.Interventions, run.Steps, new MemoryStoreFactory());
        Assert.Equal(run.LogHash(), again.LogHash());
        Assert.Equal(
            ["delay_message", "put", "duplicate_message", "drop_message"],
            run.Interventions.Skip(1).Select(done => done.Action.ToScenarioLine().Split(':')[0]));
    }

    [Fact]
    public void Taking_an_event_out_of_the_middle_leaves_the_order_of_the_others()
    {
        var random = new DeterministicRandom(5);
        for (var round = 0; round < 200; round++)
        {
            var queue = new EventQueue();
            var events = Enumerable.Range(0, 60).Select(number => new ScheduledEvent(random.NextInt32(12), EventClass.Delivery, Number: number)).ToArray();
            Array.ForEach(events, one => queue.Add(one));
            var removed = random.NextInt32(60);
            Assert.True(queue.TryRemove(EventClass.Delivery, removed, out var taken));
            Assert.Equal(removed, taken.Number);
            Assert.False(queue.TryFind(EventClass.Delivery, removed, out _));

            var order = new List<long>();
            while (queue.TryTake(out var next))
                order.Add(next.Number);
            Assert.Equal(events.Where(one => one.Number != removed).OrderBy(one => one.Time).Select(one => one.Number), order);
        }
    }

    /// <summary>Puts the cart at its first replica and names the copy that leaves first.</summary>
    private static WorldEvent.MessageSent FirstCopy(SimulationRun run)
    {
        run.RunFor(5);
        run.Put(run.Replicas()[0]);
        while (!run.Logged<WorldEvent.MessageSent>().Any(sent => sent.Message is Message.ReplicaPut))
            run.Step();

        return run.Logged<WorldEvent.MessageSent>().First(sent => sent.Message is Message.ReplicaPut);
    }
}
