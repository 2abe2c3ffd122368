// Processes that are killed, frozen and restarted under load.
using System.Diagnostics;
using DynamoKv.Benchmarks.Processes;
using DynamoKv.Tests.Storage;

namespace DynamoKv.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class StormTests(SharedCluster shared, ITestOutputHelper output) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => shared.CalmAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Ten_kills_a_pause_and_an_orderly_end_under_load_break_no_promise()
    {
        using var folder = new TemporaryFolder();
        using var cluster = await RealCluster.StartAsync(3, folder.Path);
        var report = await new ProcessStorm(cluster, seed: 4, away: 45).RunAsync(kills: 10, clientCount: 3);
        output.WriteLine(report.ToString());

        Assert.True(report.Load.Problems.Count == 0, report.ToString());
        Assert.True(report is { Kills: 10, Pauses: > 0, Terminations: > 0 }, report.ToString());
        Assert.True(report.Load.Acknowledged > 200, report.ToString());
    }

    [Fact]
    public async Task All_nodes_can_be_restarted_in_turn_under_load()
    {
        using var load = new ClusterLoad(shared.Cluster, "rolling", clientCount: 2, seed: 5);
        foreach (var node in shared.Nodes)
        {
            await load.ProgressAsync(50);
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, await node.TerminateAsync());
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            await load.ProgressAsync(50);
            await node.StartAsync();
        }

        var report = await load.JudgeAsync();
        output.WriteLine(report.ToString());
        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.True(report.Availability > 0.8, report.ToString());
    }

    [Fact]
    public async Task A_node_whose_disk_was_lost_gets_its_data_back_under_a_new_name()
    {
        var node = shared.Nodes[1];
        using var load = new ClusterLoad(shared.Cluster, "wiped", clientCount: 2, seed: 6);
        await load.ProgressAsync(200);
        var (witness, _) = await shared.PutOnAllAsync(node, "wiped-witness", "before");
        var before = await LifeAsync(node);
        await node.KillAsync();
        shared.Cluster.Wipe(node);
        await load.ProgressAsync(100);
        await node.StartAsync();
        await load.ProgressAsync(100);

        var report = await load.JudgeAsync();
        Assert.True(report.Problems.Count == 0, report.ToString());
        await Eventually.IsSoAsync(async () => (await shared.GetAsync(node, $"/data/{witness}?r=1")).Status == 200, "what only the others had is back");
        Assert.True(await LifeAsync(node) > before, "The new life bears the name of the old one.");
    }

    // The life in which the node gave its last name to a write: "node-2/7:12" is the twelfth of the seventh.
    private async Task<long> LifeAsync(RealNode node)
    {
        var key = $"life-{Guid.NewGuid():N}";
        Assert.Equal(200, (await shared.PutAsync(node, key, "1")).Status);
        var dot = (await shared.GetAsync(node, $"/data/{key}"))["siblings"][0].GetProperty("dot").GetString()!;
        Assert.StartsWith(node.Id + "/", dot, StringComparison.Ordinal);
        return long.Parse(dot.Split('/', ':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
