// Faults of a live cluster, put in from the session of one member.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;
using static DynamoKv.Tests.Sessions.Live.LiveBench;

namespace DynamoKv.Tests.Sessions.Live;

public sealed class LiveFaultTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly LiveBench _bench = new(null, N1, N2);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_member_that_was_not_started_for_it_puts_no_faults_in_and_says_so()
    {
        await _bench[N1].RefreshAsync(CancellationToken.None);
        Assert.Null(_bench[N3].Faults);
        Assert.Contains("n3 was not started with --enable-chaos", _bench[N3].Limits.Faults, StringComparison.Ordinal);
        Assert.Null(_bench[N1].Limits.Faults);

        var refused = await Assert.ThrowsAsync<FaultRefusedException>(() => InjectAsync(SlowDisk(N3)));
        Assert.Contains("n3 was not started with --enable-chaos", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_another_member_is_in_the_picture_until_it_is_healed_there()
    {
        await _bench[N1].RefreshAsync(CancellationToken.None);
        await InjectAsync(SlowDisk(N2));

        var seen = Assert.Single(_bench[N1].Current.Head.Faults.Values);
        Assert.StartsWith("a slow disk at n2", seen.Description, StringComparison.Ordinal);
        Assert.Contains(", until ", seen.Description, StringComparison.Ordinal);
        Assert.Equal(["tester, on the page of n1"], _bench.Faults[N2].Callers);
        await _bench.UntilAsync(N3, tick => tick.Head.Faults.ContainsKey("slow"));

        await Soon(_bench[N1].Faults!.HealAsync("slow", "tester", CancellationToken.None));
        Assert.Empty(_bench.Faults[N2].InForce);
        await _bench.UntilAsync(N3, tick => tick.Head.Faults.IsEmpty);
        await Assert.ThrowsAsync<FaultRefusedException>(() => _bench[N1].Faults!.HealAsync("slow", "tester", CancellationToken.None));
    }

    [Fact]
    public async Task Of_a_partition_this_side_breaks_its_links_and_the_wall_is_seen()
    {
        await _bench[N1].RefreshAsync(CancellationToken.None);
        await InjectAsync(new PartitionAction("parted", [[N3], [N1, N2]]));

        Assert.Equal(["parted"], _bench.Faults[N1].InForce.Select(fault => fault.Id));
        Assert.Equal(["parted"], _bench.Faults[N2].InForce.Select(fault => fault.Id));
        Assert.True(_bench[N1].Current.Head.IsCut(N1, N3));
        Assert.False(_bench[N1].Current.Head.IsCut(N1, N2));
    }

    [Fact]
    public async Task What_one_member_refuses_is_done_at_none()
    {
        await _bench[N1].RefreshAsync(CancellationToken.None);
        var everywhere = new LinkAction("slow-network", null, null, Latency.Constant(TimeSpan.FromMilliseconds(5)), 0, 0);

        await Assert.ThrowsAsync<FaultRefusedException>(() => InjectAsync(everywhere));

        Assert.Empty(_bench.Faults[N1].InForce);
        Assert.Empty(_bench.Faults[N2].InForce);
        Assert.Empty(_bench[N1].Current.Head.Faults);
    }

    [Fact]
    public async Task Pages_break_nothing_else()
    {
        await Assert.ThrowsAsync<FaultRefusedException>(() => InjectAsync(new FullDiskAction("full", N1)));
        await Assert.ThrowsAsync<FaultRefusedException>(() => InjectAsync(new LinkAction("lossy", null, null, Latency.Constant(TimeSpan.Zero), 0.5, 0)));
    }

    private Task InjectAsync(FaultAction fault) => Soon(_bench[N1].Faults!.InjectAsync(fault, Minute, "tester", CancellationToken.None));

    private static SlowDiskAction SlowDisk(NodeId node) => new("slow", node, Latency.Constant(TimeSpan.FromMilliseconds(5)));
}
