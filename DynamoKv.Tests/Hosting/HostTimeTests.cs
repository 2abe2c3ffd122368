// Time in a host: the wall clock may be set, patience and names stay right.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class HostTimeTests
{
    private readonly SetTime _time = new();

    [Fact]
    public void The_clock_begins_at_the_wall_clocks_time_and_goes_with_it()
    {
        var clock = new HostClock(_time);
        _time.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(SetTime.Start + TimeSpan.FromSeconds(5), Wall(clock.Read()));
        Assert.Equal(TimeSpan.FromSeconds(5), clock.Elapsed);
    }

    [Theory]
    [InlineData(3_600)]
    [InlineData(-3_600)]
    public void A_jump_of_the_wall_clock_is_no_jump_here_but_is_caught_up_with(int seconds)
    {
        var clock = new HostClock(_time);
        var before = clock.Read();
        _time.SetWall(TimeSpan.FromSeconds(seconds));
        for (var step = 0; step < 100; step++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            var now = clock.Read();
            Assert.InRange(now - before, TimeSpan.FromSeconds(15 / 16.0), TimeSpan.FromSeconds(17 / 16.0));
            before = now;
        }

        Assert.Equal(TimeSpan.FromSeconds(100), clock.Elapsed);
        for (var step = 0; step < 60_000; step++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            clock.Read();
        }

        Assert.Equal(_time.GetUtcNow(), Wall(clock.Now));
    }

    [Theory]
    [InlineData(7_200)]
    [InlineData(-7_200)]
    public async Task A_jump_of_the_wall_clock_neither_ends_a_requests_patience_nor_stretches_it(int seconds)
    {
        using var stores = new MemoryStoreFactory();
        using var host = Host(stores, Quick with { Handoff = null }, Founded(One, Two, Three), time: _time);
        await Soon(host.StartAsync(new InProcessNetwork().Join(host)));
        var put = host.PutAsync("cart", "milk"); // the others never answer
        await UntilAsync(() => host.Figures.Timers > 0 && host.Figures.WaitingInputs == 0, "the request is under way");
        _time.SetWall(TimeSpan.FromSeconds(seconds));
        _time.Pass(TimeSpan.FromMilliseconds(900));
        await Soon(host.LookAsync(node => node.Snapshot().Self, CancellationToken.None));
        Assert.False(put.IsCompleted);

        await UntilAsync(
            () =>
            {
                _time.Pass(TimeSpan.FromMilliseconds(50));
                return put.IsCompleted;
            },
            "the request's time is over");
        Assert.IsType<ClientResponse.TimedOut>(await put);
        await Soon(host.StopAsync());
    }

    [Fact]
    public async Task A_request_is_forwarded_between_nodes_whose_clocks_are_years_apart()
    {
        using var stores = new MemoryStoreFactory();
        var network = new InProcessNetwork();
        using var first = Host(stores, Alone, Founded(One, Two), One, _time);
        using var second = Host(stores, Alone, Founded(One, Two), Two);
        await Soon(first.StartAsync(network.Join(first)));
        await Soon(second.StartAsync(network.Join(second)));
        for (var number = 0; number < 20; number++)
        {
            Assert.IsType<ClientResponse.Written>(await Soon(first.PutAsync($"first-{number}", "1")));
            Assert.IsType<ClientResponse.Written>(await Soon(second.PutAsync($"second-{number}", "1")));
        }

        Assert.True(network.SentBy(One) > 5 && network.SentBy(Two) > 5, "Nothing was forwarded.");
        await Soon(first.StopAsync());
        await Soon(second.StopAsync());
    }

    [Fact]
    public void A_request_that_travels_grows_no_younger()
    {
        var put = new ClientRequest.Get(new OperationId(One, 1), Key.Of("cart"), RequestOptions.None);
        var sent = new Message.ForwardedRequest(put.Operation, put, new Instant(1_000));
        var arrived = RequestAge.Arrived(RequestAge.Leaving(sent, new Instant(1_400)), new Instant(9_000_000));

        Assert.Equal(new Instant(9_000_000 - 400), ((Message.ForwardedRequest)arrived).EnteredAt);
        Assert.Equal(new Message.Ping(), RequestAge.Leaving(new Message.Ping(), new Instant(1_400)));
    }

    [Fact]
    public void Numbers_are_not_given_twice_though_the_wall_clock_was_set_back()
    {
        using var stores = new MemoryStoreFactory();
        var given = new List<long>();
        foreach (var now in new[] { 5_000_000_000L, 1_000, 6_000_000_000 })
        {
            using var store = stores.Open(One);
            var numbers = new OperationNumbers();
            numbers.Begin(store, new Instant(now));
            store.Commit();
            given.AddRange(Enumerable.Range(0, 1_000).Select(_ => numbers.Next()));
        }

        Assert.Equal(given.Order(), given);
        Assert.Equal(3_000, given.Distinct().Count());
    }

    [Fact]
    public void A_block_of_numbers_is_reserved_long_before_the_last_one_is_used_up()
    {
        using var stores = new MemoryStoreFactory();
        var numbers = new OperationNumbers();
        long last = 0;
        using (var store = stores.Open(One))
        {
            numbers.Begin(store, new Instant(1));
            for (var batch = 0; batch < 200; batch++)
            {
                numbers.ReserveAhead(store);
                store.Commit();
                for (var number = 0; number < 200_000; number++)
                    last = numbers.Next();
            }
        }

        using var reopened = stores.Open(One);
        var next = new OperationNumbers();
        next.Begin(reopened, new Instant(1));
        Assert.True(next.Next() > last, "A number of the life before was given again.");
    }

    [Fact]
    public void Timers_of_one_moment_fire_in_the_order_in_which_they_were_asked_for()
    {
        var timers = new TimerQueue();
        var asked = Enumerable.Range(0, 20).Select(number => (NodeTimer)new NodeTimer.OperationTimeout(new OperationId(One, number))).ToList();
        timers.Add(TimeSpan.Zero, TimeSpan.FromSeconds(2), new NodeTimer.ProbeSuspects());
        asked.ForEach(timer => timers.Add(TimeSpan.Zero, TimeSpan.FromSeconds(1), timer));

        Assert.Null(timers.TakeDue(TimeSpan.FromMilliseconds(999)));
        Assert.Equal(asked, asked.Select(_ => timers.TakeDue(TimeSpan.FromSeconds(1))));
        Assert.Equal((TimeSpan.FromSeconds(2), 1), (timers.NextAt!.Value, timers.Count));
    }

    [Fact]
    public void Timers_fire_when_they_are_due_whatever_their_delays()
    {
        var chance = new DeterministicRandom(7);
        var timers = new TimerQueue();
        var expected = new PriorityQueue<NodeTimer, (TimeSpan At, int Number)>();
        var now = TimeSpan.Zero;
        for (var number = 0; number < 20_000; number++)
        {
            // Few delays for most, so that lanes are long; any delay for the rest, more than there are lanes.
            var delay = TimeSpan.FromMilliseconds(chance.NextInt32(3) > 0 ? 500 * (1 + chance.NextInt32(4)) : chance.NextInt32(3_000));
            var timer = new NodeTimer.OperationTimeout(new OperationId(One, number));
            timers.Add(now, delay, timer);
            expected.Enqueue(timer, (now + delay, number));
            now += TimeSpan.FromMilliseconds(chance.NextInt32(20));
            while (expected.TryPeek(out var next, out var due) && due.At <= now)
            {
                Assert.Equal(due.At, timers.NextAt);
                Assert.Same(next, timers.TakeDue(now));
                expected.Dequeue();
            }

            Assert.Null(timers.TakeDue(now));
            Assert.Equal(expected.Count, timers.Count);
        }
    }

    private static DateTimeOffset Wall(Instant instant) => DateTimeOffset.UnixEpoch + instant.SinceStart;
}
