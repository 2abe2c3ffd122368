// What members do is seen from each of them while somebody watches, and told to nobody else.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using static DynamoKv.Tests.Sessions.Live.LiveBench;

namespace DynamoKv.Tests.Sessions.Live;

public sealed class LiveTraceTests : IAsyncDisposable
{
    /// <summary>Slow ticks: what the first reading of a trace takes longer is within the time that steps wait for their cause.</summary>
    private readonly LiveBench _bench = new(LiveBench.Quick with { TickInterval = TimeSpan.FromMilliseconds(250) });

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private int Listeners => new[] { N1, N2, N3 }.Sum(node => _bench.HostOf(node).Listeners);

    [Fact]
    public async Task While_nobody_watches_nobody_listens_and_nothing_is_logged_of_operations()
    {
        await _bench.UntilAsync(N1, tick => tick.Head.Nodes.Count == 3);
        await _bench.SubmitAsync(N1, Put("tea", "green"));

        Assert.Equal(0, Listeners);
        Assert.All(_bench[N1].ReadLog(1, int.MaxValue), entry => Assert.IsAssignableFrom<WorldEvent.OfLive>(entry.What));
    }

    [Fact]
    public async Task Watchers_share_one_reading_of_each_member_and_the_last_ends_it()
    {
        var first = _bench[N1].KeepAwake();
        var second = _bench[N1].KeepAwake();
        await _bench.UntilAsync(N1, _ => Listeners == 3);
        first.Dispose();
        first.Dispose();
        await _bench[N1].RefreshAsync(CancellationToken.None);
        Assert.Equal(3, Listeners);

        second.Dispose();
        await _bench.UntilAsync(N1, _ => Listeners == 0);
    }

    [Fact]
    public async Task An_operation_that_enters_elsewhere_is_seen_whole_and_in_the_order_of_cause_and_effect()
    {
        using var watch = _bench[N1].KeepAwake();
        await _bench.UntilAsync(N1, _ => Listeners == 3);
        var (first, second, stranger) = _bench.PlacesOf("tea");
        var written = await _bench.SubmitAsync(stranger, Put("tea", "green"));

        var tick = await _bench.UntilAsync(N1, now => now.Head.Operations.Any(operation => operation.Id == written.Operation && operation.Response is not null && operation.Reached == 2));
        var log = _bench[N1].ReadLog(1, int.MaxValue);
        var order = log.Where(entry => entry.What is not WorldEvent.OfLive or WorldEvent.MessageSeen).Select(entry => (entry.Node, Kind: entry.What.GetType().Name)).ToList();

        int[] path =
        [
            order.IndexOf((stranger, nameof(TraceEvent.RequestEntered))), order.IndexOf((stranger, nameof(TraceEvent.RequestForwarded))),
            order.IndexOf((first, nameof(TraceEvent.Coordinating))), order.IndexOf((second, nameof(TraceEvent.VersionsStored))),
            order.IndexOf((stranger, nameof(TraceEvent.ClientAnswered))),
        ];
        Assert.True(path[0] >= 0 && path.SequenceEqual(path.Order()), $"{string.Join(' ', path)} in {string.Join(", ", order)}");
        var operation = tick.Head.Operations.Single(one => one.Id == written.Operation);
        Assert.Equal((first, OperationState.Succeeded), (operation.Coordinator, operation.State));
        Assert.All(log.Zip(log.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At && pair.Second.Number == pair.First.Number + 1));
        Assert.All(log, entry => Assert.True(entry.Cause < entry.Number));
    }

    [Fact]
    public async Task The_messages_of_an_operation_are_found_from_what_both_ends_say()
    {
        using var watch = _bench[N1].KeepAwake();
        await _bench.UntilAsync(N1, _ => Listeners == 3);
        var (first, second, stranger) = _bench.PlacesOf("tea");
        var written = await _bench.SubmitAsync(stranger, Put("tea", "green"));
        await _bench.UntilAsync(N1, now => now.Head.Operations.Any(operation => operation.Id == written.Operation && operation.Response is not null && operation.Reached == 2));

        var seen = _bench[N1].ReadLog(1, int.MaxValue).Select(entry => entry.What).OfType<WorldEvent.MessageSeen>()
            .Where(message => message.Operation == written.Operation).Select(message => (message.What, message.Node, message.Receiver)).ToHashSet();

        Assert.Equal(
            [
                (SeenMessage.Request, stranger, first), (SeenMessage.Copy, first, second),
                (SeenMessage.Acknowledgement, second, first), (SeenMessage.Answer, first, stranger),
            ],
            seen);
    }

    [Fact]
    public async Task The_picture_begins_with_rows_that_were_there_before_and_follows_what_changes()
    {
        await _bench.SubmitAsync(N1, Put("tea", "green"));
        using var watch = _bench[N2].KeepAwake();
        var (first, _, _) = _bench.PlacesOf("tea");
        await _bench.UntilAsync(N2, tick => Shows(tick.Head, first, "tea", "green"));

        await _bench.SubmitAsync(N3, Put("tea", "black"));
        await _bench.UntilAsync(N2, tick => Shows(tick.Head, first, "tea", "black"));
    }

    [Fact]
    public async Task A_member_whose_trace_breaks_off_leaves_a_gap_that_is_stated()
    {
        using var watch = _bench[N1].KeepAwake();
        await _bench.UntilAsync(N1, _ => Listeners == 3);
        _bench.Network.Cut(N3);

        await _bench.UntilAsync(N1, _ => Gaps().Any(gap => gap.Node == N3));
        Assert.Single(Gaps(), gap => gap.Node == N3);

        _bench.Network.Mend(N3);
        await _bench.UntilAsync(N1, _ => Listeners == 3);
    }

    private IEnumerable<WorldEvent.TraceMissing> Gaps() => _bench[N1].ReadLog(1, int.MaxValue).Select(entry => entry.What).OfType<WorldEvent.TraceMissing>();

    private static bool Shows(ClusterSnapshot head, NodeId node, string key, string value) =>
        head.Nodes.TryGetValue(node, out var view) && view.Rows.TryGetValue(Key.Of(key), out var versions) && versions.Siblings[0].ValueAsText() == value;
}
