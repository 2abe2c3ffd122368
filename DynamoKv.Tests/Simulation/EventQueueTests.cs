// Holds the event queue to its order.
using CsCheck;
using DynamoKv.Engine.Simulation.Events;

namespace DynamoKv.Tests.Simulation;

public sealed class EventQueueTests
{
    [Fact]
    public void At_one_instant_heals_come_first_and_commits_last()
    {
        var queue = new EventQueue();
        foreach (var one in Enum.GetValues<EventClass>().Reverse())
            queue.Add(new ScheduledEvent(5, one));

        Assert.Equal(Enum.GetValues<EventClass>(), TakeAll(queue).Select(one => one.Class));
    }

    [Fact]
    public void Equals_leave_in_the_order_in_which_they_came()
    {
        var queue = new EventQueue();
        for (var number = 0; number < 1000; number++)
            queue.Add(new ScheduledEvent(5, EventClass.Delivery, Number: number));

        Assert.Equal(Enumerable.Range(0, 1000).Select(number => (long)number), TakeAll(queue).Select(one => one.Number));
    }

    [Fact]
    public void The_order_is_that_of_a_stable_sort() =>
        Gen.Select(Gen.Long[0, 20], Gen.Int[0, 6]).Array[0, 600].Sample(events =>
        {
            var queue = new EventQueue();
            var all = events.Select((one, index) => new ScheduledEvent(one.Item1, (EventClass)one.Item2, Number: index)).ToArray();
            foreach (var one in all)
                queue.Add(one);

            return TakeAll(queue).SequenceEqual(all.OrderBy(one => one.Time).ThenBy(one => one.Class).ThenBy(one => one.Number));
        });

    [Fact]
    public void Adding_between_takes_keeps_the_order() =>
        Gen.Long[0, 50].Array[1, 200].Sample(delays =>
        {
            var queue = new EventQueue();
            var last = 0L;
            foreach (var delay in delays)
            {
                queue.Add(new ScheduledEvent(last + delay, EventClass.Timer));
                queue.Add(new ScheduledEvent(last + (delay / 2), EventClass.Timer));
                Assert.True(queue.TryTake(out var taken));
                Assert.True(taken.Time >= last);
                last = taken.Time;
            }
        });

    private static List<ScheduledEvent> TakeAll(EventQueue queue)
    {
        var taken = new List<ScheduledEvent>();
        while (queue.TryTake(out var next))
            taken.Add(next);

        return taken;
    }
}
