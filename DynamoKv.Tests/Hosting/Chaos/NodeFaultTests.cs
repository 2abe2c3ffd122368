// Faults of a real node: only where it was started for them, only with the scope, with a line each, and never for long.
using System.Security.Cryptography;
using System.Text;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Faults;
using Microsoft.Extensions.DependencyInjection;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting.Chaos;

public sealed class NodeFaultTests
{
    private const string Full = """{"id": "full", "disk": {"node": "node-1", "full": true}}""";

    [Fact]
    public async Task A_node_that_was_not_started_for_it_knows_no_faults()
    {
        await using var node = await ChaosNode.StartAsync();

        (await node.BreakAsync(Full)).IsProblem(404, "There is no route");
        (await node.SendAsync(HttpMethod.Get, "/api/v1/faults")).IsProblem(404, "There is no route");
        (await node.SendAsync(HttpMethod.Delete, "/api/v1/faults/full")).IsProblem(404, "There is no route");
    }

    [Fact]
    public async Task A_fault_is_put_in_shown_and_healed_with_a_line_each()
    {
        await using var node = await ChaosNode.StartAsync("--enable-chaos");
        var created = await node.BreakAsync("""{"id": "slow", "for": "5m", "disk": {"node": "node-1", "slow": {"dist": "constant", "value": "1ms"}}}""");
        var expected = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();

        Assert.Equal(201, created.Status);
        Assert.Equal("slow", created["id"].GetString());
        Assert.InRange(created["expires_at"].GetDouble(), expected - 30, expected + 1);
        Assert.Equal("/api/v1/faults/slow", created.Headers["Location"]);
        Assert.Equal("slow", Assert.Single((await node.SendAsync(HttpMethod.Get, "/api/v1/faults"))["faults"].EnumerateArray()).GetProperty("id").GetString());
        (await node.BreakAsync("""{"id": "slow", "disk": {"node": "node-1", "full": true}}""")).IsProblem(409, "in force already");
        Assert.Equal(200, (await node.SendAsync(HttpMethod.Delete, "/api/v1/faults/slow")).Status);
        (await node.SendAsync(HttpMethod.Delete, "/api/v1/faults/slow")).IsProblem(404, "No fault 'slow'");

        Assert.Contains(node.Audit, line => line.StartsWith("Faults may be put into node-1", StringComparison.Ordinal));
        Assert.Single(node.Audit, line => line.StartsWith("The fault slow was put in for 00:05:00 by anybody from 127.0.0.1", StringComparison.Ordinal));
        Assert.Single(node.Audit, line => line.StartsWith("The fault slow was healed by anybody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_ends_by_itself()
    {
        await using var node = await ChaosNode.StartAsync("--enable-chaos");
        await node.BreakAsync("""{"id": "short", "for": "20ms", "partition": {"groups": [["node-1"], ["node-2"]]}}""");

        await UntilAsync(async () => (await node.SendAsync(HttpMethod.Get, "/api/v1/faults"))["faults"].GetArrayLength() == 0, "the fault is over");
        await UntilAsync(() => node.Audit.Contains("The fault short has expired"), "its end is in the log");
        Assert.Empty(node.Services.GetRequiredService<GrpcTransport>().Faults.Active);
    }

    [Fact]
    public async Task Nobody_says_how_long_means_a_minute()
    {
        await using var node = await ChaosNode.StartAsync("--enable-chaos");
        var created = await node.BreakAsync("""{"clock": {"node": "node-1", "offset": "-5s", "drift_ppm": 200}}""");

        var expected = DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeSeconds();
        Assert.InRange(created["expires_at"].GetDouble(), expected - 30, expected + 1);
    }

    [Theory]
    [InlineData("""{"for": "11m", "disk": {"node": "node-1", "full": true}}""", "at most 10m")]
    [InlineData("""{"for": "-1s", "disk": {"node": "node-1", "full": true}}""", "above 0s")]
    [InlineData("""{"disk": {"node": "node-2", "full": true}}""", "to node-2 itself")]
    [InlineData("""{"clock": {"node": "node-2", "offset": "1s"}}""", "to node-2 itself")]
    [InlineData("""{"partition": {"groups": [["node-2"], ["node-3"]]}}""", "node-1 has no part in")]
    [InlineData("""{"link": {"from": "node-2", "to": "node-3", "loss": 1}}""", "node-1 has no part in")]
    public async Task What_this_node_cannot_do_is_refused(string fault, string reason)
    {
        await using var node = await ChaosNode.StartAsync("--enable-chaos");

        (await node.BreakAsync(fault)).IsProblem(409, reason);
        Assert.Empty((await node.SendAsync(HttpMethod.Get, "/api/v1/faults"))["faults"].EnumerateArray());
    }

    [Fact]
    public async Task Only_the_scope_chaos_puts_faults_in_shows_and_heals_them()
    {
        await using var node = await ChaosNode.StartAsync(
            ["--enable-chaos", .. Token(0, "ruler", "read,write,admin"), .. Token(1, "troublemaker", "chaos")]);

        (await node.BreakAsync(Full)).IsProblem(401, "chaos");
        (await node.BreakAsync(Full, "ruler")).IsProblem(403, "lacks the scope chaos");
        (await node.SendAsync(HttpMethod.Get, "/api/v1/faults", null, "ruler")).IsProblem(403, "lacks the scope chaos");
        (await node.SendAsync(HttpMethod.Delete, "/api/v1/faults/full", null, "ruler")).IsProblem(403, "lacks the scope chaos");
        Assert.Equal(201, (await node.BreakAsync(Full, "troublemaker")).Status);
        Assert.Equal(200, (await node.SendAsync(HttpMethod.Delete, "/api/v1/faults/full", null, "troublemaker")).Status);
        Assert.Contains(node.Audit, line => line.Contains("by the-troublemaker from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_disk_is_full_the_node_is_not_ready_and_says_why()
    {
        await using var node = await ChaosNode.StartAsync("--enable-chaos");
        Assert.Equal(200, (await node.PutAsync("before")).Status);
        await node.BreakAsync(Full);
        await node.PutAsync("during");
        await UntilAsync(async () => (await node.SendAsync(HttpMethod.Get, "/health/ready")).Status == 503, "it is not ready");
        (await node.SendAsync(HttpMethod.Get, "/health/ready")).IsProblem(503, "disk is full");
        await node.SendAsync(HttpMethod.Delete, "/api/v1/faults/full");
        await UntilAsync(async () => (await node.SendAsync(HttpMethod.Get, "/health/ready")).Status == 200, "it is ready again");

        Assert.Equal(200, (await node.SendAsync(HttpMethod.Get, "/api/v1/data/before")).Status);
        Assert.Equal(200, (await node.PutAsync("after")).Status);
    }

    [Theory]
    [InlineData("""{"partition": {"groups": [["node-2", "node-1"], ["node-3"], ["node-4"]]}}""", "Block node-3 Both, Block node-4 Both")]
    [InlineData("""{"cut": {"from": "node-1", "to": ["node-2", "node-3"]}}""", "Drop node-2 Outgoing, Drop node-3 Outgoing")]
    [InlineData("""{"cut": {"from": "node-2", "to": "node-1"}}""", "Drop node-2 Incoming")]
    [InlineData("""{"link": {"loss": "50%", "delay": "20ms"}}""", "Delay all Both, Drop all Both")]
    [InlineData("""{"link": {"from": "node-1", "duplicate": 1}}""", "Duplicate all Outgoing")]
    [InlineData("""{"link": {"from": "node-2", "to": "node-1", "delay": "1s"}}""", "Delay node-2 Incoming")]
    public async Task A_node_breaks_its_own_side_of_the_network(string fault, string links)
    {
        await using var node = await ChaosNode.StartAsync("--enable-chaos");
        Assert.Equal(201, (await node.BreakAsync(fault)).Status);

        var active = node.Services.GetRequiredService<GrpcTransport>().Faults.Active.Select(one => one.Fault);
        Assert.Equal(links, string.Join(", ", active.Select(Words)));
    }

    private static string Words(LinkFault fault) => $"{fault.Kind} {fault.Peer?.Value ?? "all"} {fault.Directions}";

    private static string[] Token(int index, string token, string scopes) =>
    [
        $"--DynamoKv:Security:Tokens:{index}:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}",
        $"--DynamoKv:Security:Tokens:{index}:Scopes={scopes}",
        $"--DynamoKv:Security:Tokens:{index}:Name=the-{token}",
    ];
}
