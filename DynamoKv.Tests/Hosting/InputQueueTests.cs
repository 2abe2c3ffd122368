// What waits for the loop, and how much of it is taken at a time.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Protocol;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class InputQueueTests
{
    [Fact]
    public void A_batch_ends_before_the_messages_that_would_be_too_many_but_together_they_stay()
    {
        var queue = Opened(maxMessages: 100);
        queue.TryAdd(Two, new Message.Ping());
        Assert.All([2, 9, 3, 1], count => Assert.True(queue.TryAdd(Two, new Together(count))));
        queue.TryAdd(Two, new Message.Ping());
        Assert.Equal(17, queue.Count);

        Assert.Equal([1, 2], Taken(queue, room: 4));
        Assert.Equal([9], Taken(queue, room: 4));
        Assert.Equal([3, 1], Taken(queue, room: 4));
        Assert.Empty(Taken(queue, room: 0));
        Assert.Equal([1], Taken(queue, room: 4));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Each_message_takes_a_place_also_when_it_came_with_others_and_gives_it_back()
    {
        var queue = Opened(maxMessages: 5);

        Assert.True(queue.TryAdd(Two, new Together(5)));
        Assert.False(queue.TryAdd(Two, new Message.Ping()));
        Assert.False(queue.TryAdd(Two, new Together(1)));
        Assert.Equal([5], Taken(queue, room: 10));
        Assert.False(queue.TryAdd(Two, new Together(6)));
        Assert.True(queue.TryAdd(Two, new Together(4)));
        Assert.True(queue.TryAdd(Two, new Message.Ping()));
        Assert.Empty(queue.Close());
        Assert.False(queue.TryAdd(Two, new Together(1)));
    }

    [Fact]
    public void Frames_that_wait_hold_no_more_bytes_than_the_bound_but_one_alone_always_may()
    {
        var queue = Opened(maxMessages: 100, maxBytes: 1_000);

        Assert.Equal([true, false], new[] { 5_000, 1 }.Select(bytes => queue.TryAdd(Two, new Together(1, bytes))));
        Assert.True(queue.TryAdd(Two, new Message.Ping()), "A message alone has been read already.");
        Assert.Equal([1, 1], Taken(queue, room: 10));
        Assert.Equal([true, true, false], new[] { 600, 400, 1 }.Select(bytes => queue.TryAdd(Two, new Together(1, bytes))));
        Assert.Equal([1, 1], Taken(queue, room: 10));
        Assert.True(queue.TryAdd(Two, new Together(1, 1)));
    }

    [Fact]
    public void Nothing_is_lost_or_changes_places_while_the_ring_grows()
    {
        var queue = Opened(maxMessages: 100_000);
        var expected = new Queue<int>();
        for (var number = 1; number <= 5_000; number++)
        {
            var count = 1 + (number * 7 % 11);
            Assert.True(queue.TryAdd(Two, new Together(count)));
            expected.Enqueue(count);
            if (number % 3 == 0)
                Assert.All(Taken(queue, room: 12), taken => Assert.Equal(expected.Dequeue(), taken));
        }

        while (expected.Count > 0)
            Assert.All(Taken(queue, room: 12), taken => Assert.Equal(expected.Dequeue(), taken));

        Assert.Equal(0, queue.Count);
    }

    private static InputQueue Opened(int maxMessages, long maxBytes = long.MaxValue)
    {
        var queue = new InputQueue(maxWork: 10, maxMessages, maxBytes, TimeProvider.System);
        queue.Open();
        return queue;
    }

    private static int[] Taken(InputQueue queue, int room)
    {
        var taken = new WaitingInput[room];
        return [.. taken.Take(queue.Take(taken)).Select(input => input.Count)];
    }
}
