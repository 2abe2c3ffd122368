// Faults that are put into running processes on purpose.
using DynamoKv.Benchmarks.Processes;

namespace DynamoKv.Tests.Processes;

[Collection(ProcessCollection.Name)]
public sealed class FaultTests(SharedCluster shared) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => shared.CalmAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task While_its_disk_is_full_a_node_acknowledges_nothing_and_says_why_and_then_it_works_again()
    {
        var node = shared.Nodes[0];
        using var load = new ClusterLoad(shared.Cluster, "full", clientCount: 2, seed: 7);
        await load.ProgressAsync(100);
        var fault = await shared.BreakAsync(node, new { disk = new { node = node.Id, full = true } });
        await Eventually.IsSoAsync(async () => await shared.ReadinessAsync(node) is not null, "the node is not ready");
        Assert.Contains("disk is full", await shared.ReadinessAsync(node), StringComparison.Ordinal);
        Assert.Equal(503, (await shared.PutAsync(node, "full-witness", "1")).Status);
        Assert.Equal(200, (await shared.PutAsync(shared.Nodes[1], "full-witness", "2")).Status);
        await load.ProgressAsync(100);
        await shared.HealAsync(node, fault);
        await Eventually.IsSoAsync(async () => await shared.ReadinessAsync(node) is null, "the node is ready again");

        Assert.Equal(200, (await shared.PutAsync(node, "full-after", "1")).Status);
        var report = await load.JudgeAsync();
        Assert.True(report.Problems.Count == 0, report.ToString());
    }

    [Fact]
    public async Task A_clock_that_jumps_forward_and_back_loses_nothing_and_makes_no_false_siblings()
    {
        var node = shared.Nodes[2];
        using var load = new ClusterLoad(shared.Cluster, "clock", clientCount: 2, seed: 8);
        foreach (var offset in new[] { "1h", "-1h" })
        {
            var fault = await shared.BreakAsync(node, new { clock = new { node = node.Id, offset } });
            await load.ProgressAsync(150);
            await shared.HealAsync(node, fault);
            await load.ProgressAsync(150);
        }

        var report = await load.JudgeAsync();
        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.True(report.Availability > 0.9, report.ToString());
    }

    [Fact]
    public async Task Both_sides_of_a_partition_take_writes_and_come_together_when_it_heals()
    {
        var (lonely, other) = (shared.Nodes[0], shared.Nodes[1]);
        var (key, seen) = await shared.PutOnAllAsync(lonely, "parted", "before");
        string[][] groups = [[lonely.Id], [other.Id, shared.Nodes[2].Id]];
        var faults = await Task.WhenAll(shared.Nodes.Select(node => shared.BreakAsync(node, new { id = "parted", partition = new { groups } })));

        Assert.Equal(200, (await shared.PutAsync(lonely, key, "left", seen, "?w=1")).Status);
        Assert.Equal(200, (await shared.PutAsync(other, key, "right", seen)).Status);
        Assert.Contains((await shared.PutAsync(lonely, "parted-quorum", "left")).Status, new[] { 503, 504 });
        Assert.Equal(["left"], await shared.ValuesAsync(lonely, key));
        Assert.Equal(["right"], await shared.ValuesAsync(other, key));

        foreach (var (node, fault) in shared.Nodes.Zip(faults))
            await shared.HealAsync(node, fault);
        foreach (var node in shared.Nodes)
            await Eventually.IsSoAsync(async () => await shared.ValuesAsync(node, key) is ["left", "right"], $"{node.Id} has what both sides took");
    }

    [Fact]
    public async Task Messages_that_are_lost_late_or_doubled_break_no_promise()
    {
        using var load = new ClusterLoad(shared.Cluster, "bad-link", clientCount: 2, seed: 9);
        var faults = await Task.WhenAll(shared.Nodes.Select(node => shared.BreakAsync(node, new { link = new { delay = "5ms", loss = "3%", duplicate = 0.05 } })));
        await load.ProgressAsync(150);
        foreach (var (node, fault) in shared.Nodes.Zip(faults))
            await shared.HealAsync(node, fault);

        var report = await load.JudgeAsync();
        Assert.True(report.Problems.Count == 0, report.ToString());
    }

    [Fact]
    public async Task A_fault_ends_by_itself()
    {
        var node = shared.Nodes[1];
        var body = System.Net.Http.Json.JsonContent.Create(new Dictionary<string, object> { ["for"] = "100ms", ["disk"] = new { node = node.Id, slow = "1ms" } });
        Assert.Equal(201, (await shared.SendAsync(node, HttpMethod.Post, "/faults", body)).Status);

        await Eventually.IsSoAsync(async () => (await shared.GetAsync(node, "/faults"))["faults"].GetArrayLength() == 0, "the fault is over");
    }
}
