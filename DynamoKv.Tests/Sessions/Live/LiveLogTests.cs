// The log of a live cluster is bounded, and so is the picture.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions.Live.Members;
using DynamoKv.Web.Sessions.Live.Tracing;
using static DynamoKv.Tests.Sessions.Live.LiveBench;

namespace DynamoKv.Tests.Sessions.Live;

public sealed class LiveLogTests
{
    private static readonly VersionActor Writer = new(N1, 1);

    [Fact]
    public void The_oldest_entries_are_forgotten_and_the_picture_before_the_oldest_kept_stays()
    {
        var log = new LiveLog(2_000, rowBound: 1_000);
        for (var number = 1; number <= 3_500; number++)
        {
            log.Add(new Instant(number), N1, 0, Stored($"k{number % 10}", number));
        }

        Assert.Equal((2_001, 3_500), (log.First, log.Last));
        Assert.Equal(2_001, log.Read(1, 5_000)[0].Number);
        Assert.Equal(2_000, log.CheckpointBefore(0).EventNumber);
        Assert.Equal(10, log.CheckpointBefore(0).Nodes[N1].Rows.Count);
        Assert.Equal(3_000, log.CheckpointBefore(3_400).EventNumber);
        Assert.Same(log.Head, log.CheckpointBefore(9_999));
    }

    [Fact]
    public void Times_never_go_back_and_are_found_by_halving()
    {
        var log = new LiveLog(2_000, rowBound: 10);
        foreach (var at in new long[] { 10, 30, 20, 40 })
        {
            log.Add(new Instant(at), N1, 0, new TraceEvent.PeerSuspected(N2));
        }

        Assert.Equal([10, 30, 30, 40], log.Read(1, 10).Select(entry => entry.At.Microseconds));
        Assert.Equal([0, 1, 3, 4], new long[] { 9, 29, 30, 99 }.Select(time => log.EventAt(new Instant(time))));
    }

    [Fact]
    public void The_newest_rows_of_a_node_stay_in_the_picture()
    {
        var log = new LiveLog(2_000, rowBound: 10);
        for (var number = 1; number <= 55; number++)
        {
            log.Add(new Instant(number), N1, 0, Stored($"k{number:00}", number));
        }

        var rows = log.Head.Nodes[N1].Rows;
        Assert.InRange(rows.Count, 10, 20);
        Assert.Contains(Key.Of("k55"), rows.Keys);
        Assert.DoesNotContain(Key.Of("k01"), rows.Keys);
    }

    [Fact]
    public void What_does_not_fit_into_the_inbox_is_counted_and_stated()
    {
        var inbox = new TraceInbox(capacity: 3);
        inbox.Add(N1, new TraceBatch([.. Enumerable.Range(1, 5).Select(at => new TracedStep(new Instant(at), new TraceEvent.PeerSuspected(N2)))], 2, 1), TimeSpan.Zero);

        Assert.Equal(5, Assert.Single(inbox.Take().Gaps).Events);
        Assert.Equal(3, inbox.Take().Steps.Count);
    }

    [Fact]
    public void What_is_heard_late_still_stands_before_what_followed_from_it()
    {
        var operation = new OperationId(N1, 7);
        var inbox = new TraceInbox(capacity: 10);
        inbox.Add(N2, Said(120, new TraceEvent.VersionsStored(operation, Key.Of("tea"), SiblingSet.Empty, StoreReason.Replicated)), TimeSpan.Zero);
        inbox.Add(N2, Said(121, new TraceEvent.PeerSuspected(N3)), TimeSpan.Zero);
        inbox.Add(N3, Said(130, new TraceEvent.PeerSuspected(N2)), TimeSpan.Zero);
        Assert.Empty(inbox.Take().Steps);
        Assert.Equal([N3], inbox.Take().Steps.Select(step => step.Node));

        inbox.Add(N1, Said(100, new TraceEvent.Coordinating(operation, OperationKind.Put, Key.Of("tea"), [N1, N2], 2)), TimeSpan.Zero);
        Assert.Empty(inbox.Take().Steps);
        Assert.Equal([N1, N2, N2], inbox.Take().Steps.Select(step => step.Node));
    }

    [Fact]
    public void A_cause_that_nobody_tells_is_not_waited_for_without_end()
    {
        var inbox = new TraceInbox(capacity: 10);
        inbox.Add(N2, Said(120, new TraceEvent.VersionsStored(new OperationId(N1, 7), Key.Of("tea"), SiblingSet.Empty, StoreReason.Replicated)), TimeSpan.Zero);

        var ticks = Enumerable.Range(1, 2 * TraceInbox.MostTicks).First(_ => inbox.Take().Steps.Count > 0);

        Assert.Equal(TraceInbox.MostTicks + 1, ticks);
    }

    [Fact]
    public async Task A_slow_reader_loses_the_oldest_and_is_told_how_many()
    {
        await using var bench = new LiveBench();
        var feed = new TraceFeed(bench.HostOf(N1), capacity: 5, maxReaders: 1);
        await using var reader = feed.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync());
        Assert.Empty(reader.Current.Steps);

        for (var put = 0; put < 20; put++)
        {
            await bench.SubmitAsync(N1, Put("tea", "green"));
        }

        Assert.True(await Soon(reader.MoveNextAsync().AsTask()));
        Assert.InRange(reader.Current.Steps.Count, 1, 5);
        Assert.True(reader.Current.Missed >= 20);
        await using var second = feed.FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PeerSilentException>(async () => await second.MoveNextAsync());
    }

    [Fact]
    public void A_clock_that_contradicts_cause_and_effect_loses()
    {
        var operation = new OperationId(N1, 7);
        var key = Key.Of("tea");
        HeardStep[] heard =
        [
            new(N1, new Instant(100), new TraceEvent.Coordinating(operation, OperationKind.Put, key, [N1, N2], 2)),
            new(N1, new Instant(120), new TraceEvent.AnswerCounted(operation, N2, true, 2, 2)),
            new(N2, new Instant(10), new TraceEvent.VersionsStored(operation, key, SiblingSet.Empty, StoreReason.Replicated)),
            new(N3, new Instant(110), new TraceEvent.PeerSuspected(N2)),
        ];
        var late = heard[2] with { At = new Instant(5_000) };

        Assert.Equal([heard[0], heard[2], heard[3], heard[1]], CausalMerge.Order(heard));
        Assert.Equal([heard[0], heard[3], late, heard[1]], CausalMerge.Order([heard[0], heard[1], late, heard[3]]));
    }

    private static TraceBatch Said(long at, TraceEvent what) => new([new TracedStep(new Instant(at), what)], 0, 0);

    private static TraceEvent.VersionsStored Stored(string key, long number) => new(
        null, Key.Of(key), SiblingSet.Of([new Sibling(new Dot(Writer, number), VectorClock.Empty, "v"u8.ToArray(), WriteContent.TextContentType, new Instant(number), false)]),
        StoreReason.Coordinated);
}
