// A peer that is frozen or far away is nobody else's trouble.
using System.Diagnostics;

namespace DynamoKv.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class SlowPeerTests(SharedCluster shared, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Requests = 60;

    /// <summary>What each request asks for, what a node may take on top to forward it, and what a busy machine may need.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500) + TimeSpan.FromMilliseconds(250) + TimeSpan.FromSeconds(1);

    public ValueTask InitializeAsync() => shared.CalmAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_frozen_peer_slows_no_request_beyond_its_own_time()
    {
        var frozen = shared.Nodes[2];
        await frozen.PauseAsync();
        try
        {
            await AskAllAsync("frozen");
        }
        finally
        {
            await frozen.ResumeAsync();
        }

        await Eventually.IsSoAsync(async () => await shared.ReadinessAsync(frozen) is null, "the peer is ready again");
    }

    [Fact]
    public async Task A_peer_that_is_far_away_slows_no_request_beyond_its_own_time()
    {
        var far = shared.Nodes[2];
        var fault = await shared.BreakAsync(far, new { link = new { delay = "2s" } });
        await AskAllAsync("far");
        await shared.HealAsync(far, fault);
    }

    // Values large enough to fill whatever lies between two processes.
    private async Task AskAllAsync(string name)
    {
        var value = new string('v', 100_000);
        var (longest, unsettled) = (TimeSpan.Zero, 0);
        for (var number = 0; number < Requests; number++)
        {
            var node = shared.Nodes[number % 2];
            var watch = Stopwatch.StartNew();
            var reply = number % 3 == 2
                ? await shared.GetAsync(node, $"/data/{name}-{number - 2}?timeout_ms=500")
                : await shared.PutAsync(node, $"{name}-{number}", value, query: "?timeout_ms=500");
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            unsettled += reply.Status == 200 ? 0 : 1;
        }

        output.WriteLine($"{name}: {Requests} requests, {unsettled} not settled, the longest took {longest.TotalMilliseconds:0} ms");
        Assert.InRange(longest, TimeSpan.Zero, Bound);
        Assert.InRange(unsettled, 0, Requests / 4);
    }
}
