// Every route of the contract on a member of a real cluster.
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using DynamoKv.Tests.Sessions.Live;

namespace DynamoKv.Tests.Api;

public sealed class LiveRouteTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task Status_tells_of_a_real_node_with_its_address_and_uptime()
    {
        await server.PutAsync("/api/v1/data/status-key", new { value = "x" });
        var status = await server.GetAsync("/api/v1/status");

        Assert.Equal(("node", "n2"), (status["mode"].GetString(), status["node"].GetProperty("id").GetString()));
        Assert.Equal("http://n2", status["node"].GetProperty("address").GetString());
        Assert.Equal("alive", status["node"].GetProperty("status").GetString());
        Assert.True(status["node"].GetProperty("uptime_seconds").GetDouble() >= 0);
        Assert.True(status["node"].GetProperty("start_time").GetDouble() > 1_600_000_000);
        Assert.Contains("is up for", status["message"].GetString(), StringComparison.Ordinal);
        Assert.Contains("3 of 3 members answer", status["message"].GetString(), StringComparison.Ordinal);
        Assert.Equal(3, status["replication"].GetProperty("alive_nodes").GetInt32());
    }

    [Fact]
    public async Task A_server_tells_of_its_own_member_unless_another_one_is_named()
    {
        var (own, other) = (await server.GetAsync("/api/v1/storage"), await server.GetAsync("/api/v1/storage?via=n3"));
        var (cluster, gossip) = (await server.GetAsync("/api/v1/cluster"), await server.GetAsync("/gossip/members"));

        Assert.Equal(("n2", "n3"), (own["node_id"].GetString(), other["node_id"].GetString()));
        Assert.Equal(("n2", "n2"), (cluster["current_node"].GetString(), gossip["current_node"].GetString()));
    }

    [Fact]
    public async Task A_value_goes_in_and_out_at_any_member_with_its_replicas_shown()
    {
        var put = await server.PutAsync("/api/v1/data/shelf?via=n2", new { value = "books" });
        var get = await server.GetAsync("/api/v1/data/shelf?via=n3");
        var replicas = await server.GetAsync("/api/v1/keys/shelf/replicas");
        var list = await server.GetAsync("/api/v1/keys/shelf/preference-list");

        Assert.Equal(200, put.Status);
        Assert.Equal("books", get["value"].GetString());
        Assert.Equal(
            put["replication_nodes"].Texts(),
            replicas["replicas"].EnumerateArray().Where(one => one.GetProperty("siblings").GetArrayLength() == 1).Select(one => one.GetProperty("node_id").GetString()!));
        Assert.Equal(["primary", "primary", "fallback"], list["nodes"].EnumerateArray().Select(node => node.GetProperty("role").GetString()));
        Assert.All(list["nodes"].EnumerateArray(), node => Assert.Equal("alive", node.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Siblings_are_300_and_a_delete_ends_them_everywhere()
    {
        var nothing = new DynamoKv.Engine.Versioning.CausalContext(DynamoKv.Engine.Versioning.VectorClock.Empty, null).Encode();
        await server.PutAsync("/api/v1/data/pair?via=n1", new { value = "left", context = nothing });
        await server.PutAsync("/api/v1/data/pair?via=n3", new { value = "right", context = nothing });

        Assert.Equal(300, (await server.GetAsync("/api/v1/data/pair")).Status);
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Delete, "/api/v1/data/pair?via=n2")).Status);
        (await server.GetAsync("/api/v1/data/pair?via=n3")).IsProblem(404, "Key not found");
    }

    [Fact]
    public async Task Keys_are_listed_over_all_members_with_their_coverage()
    {
        foreach (var key in new[] { "list/a", "list/b", "list/c" })
        {
            await server.PutAsync("/api/v1/data/" + Uri.EscapeDataString(key), new { value = key });
        }

        var first = await server.GetAsync("/api/v1/keys?prefix=list/&limit=2");
        var rest = await server.GetAsync($"/api/v1/keys?prefix=list/&cursor={first["next_cursor"].GetString()}");

        Assert.Equal(["list/a", "list/b"], first["keys"].Texts());
        Assert.Equal(["list/c"], rest["keys"].Texts());
        Assert.Equal((3, 3), (first["coverage"].GetProperty("answered").GetInt32(), first["coverage"].GetProperty("needed").GetInt32()));
        var export = await server.GetAsync("/api/v1/export?prefix=list/");
        Assert.Equal(3, export.Text.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("/api/v1/ring")]
    [InlineData("/api/v1/storage?via=n2")]
    [InlineData("/api/v1/cluster?via=n3")]
    [InlineData("/api/v1/info")]
    [InlineData("/api/v1/vector-clock?via=n2")]
    [InlineData("/api/v1/vector-clock/compare/n3?via=n2")]
    [InlineData("/api/v1/events?limit=5")]
    [InlineData("/api/v1/hints")]
    [InlineData("/api/v1/runs")]
    [InlineData("/api/v1/runs/main")]
    [InlineData("/gossip/members?via=n2")]
    [InlineData("/gossip/status")]
    [InlineData("/gossip/rumors")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Every_question_has_an_answer(string path)
    {
        var answer = await server.GetAsync(path);
        Assert.True(answer.Status == 200, answer.Text);
    }

    [Fact]
    public async Task Merkle_trees_are_shown_compared_and_evened_out_between_two_other_members()
    {
        await server.PutAsync("/api/v1/data/leaf", new { value = "x" });
        await server.Bench.UntilAsync(LiveBench.N1, _ => new[] { LiveBench.N1, LiveBench.N2, LiveBench.N3 }
            .All(node => server.Bench[LiveBench.N1].Inspect(node)?.AntiEntropy?.IsReady == true));

        var tree = await server.GetAsync("/api/v1/merkle-tree?via=n2&depth=2");
        var compared = await server.GetAsync("/api/v1/merkle-tree/compare/n3?via=n2");
        var synced = await server.PostAsync("/api/v1/merkle-tree/sync?via=n2", new { target_node_id = "n3", dry_run = true });
        var clocks = await server.PostAsync("/api/v1/vector-clock/sync?via=n2", new { target_node_id = "n3", dry_run = true });

        Assert.Equal(("ready", "n2"), (tree["merkle_tree"].GetProperty("state").GetString(), tree["merkle_tree"].GetProperty("node_id").GetString()));
        Assert.True(compared["comparison"].GetProperty("is_consistent").GetBoolean());
        Assert.True(synced["dry_run"].GetBoolean());
        Assert.Empty(clocks["exchanged"].EnumerateArray());
    }

    [Fact]
    public async Task A_leave_is_planned_shown_and_cleared_at_another_member()
    {
        var planned = await server.PostAsync("/api/v1/cluster/leave?via=n2", new { node_id = "n3" });
        var shown = await server.PostAsync("/api/v1/cluster/plan", null); // finds the member that has the plan
        var cleared = await server.PostAsync("/api/v1/cluster/clear", null);

        Assert.Equal(200, planned.Status);
        Assert.Equal(("n2", "n3"), (shown["plan"].GetProperty("at").GetString(), shown["plan"].GetProperty("leaving")[0].GetString()));
        Assert.Equal(200, cleared.Status);
        Assert.Equal(JsonValueKind.Null, (await server.PostAsync("/api/v1/cluster/plan?via=n2", null))["plan"].ValueKind);
    }

    [Fact]
    public async Task What_only_a_simulation_can_do_is_refused_with_a_sentence()
    {
        (await server.PostAsync("/api/v1/runs", new { seed = 1 })).IsProblem(409, "start a simulator");
        (await server.PostAsync("/api/v1/runs/main/control", new { action = "pause" })).IsProblem(409, "real cluster");
        (await server.GetAsync("/api/v1/runs/run-2/status")).IsProblem(404, "no run 'run-2'");
        (await server.GetAsync("/api/v1/status?via=n9")).IsProblem(400, "n1, n2, n3");
    }

    [Fact]
    public async Task The_feed_shows_the_ring_and_operations_that_enter_at_other_members()
    {
        var client = server.Server.CreateWebSocketClient();
        using var socket = await client.ConnectAsync(new Uri(server.Server.BaseAddress, "/ws"), CancellationToken.None);
        var state = await ReceiveAsync(socket, "ring_state");
        await server.Bench.UntilAsync(LiveBench.N1, _ => new[] { LiveBench.N1, LiveBench.N2, LiveBench.N3 }.All(node => server.Bench.HostOf(node).Listeners > 0));

        await server.Bench.SubmitAsync(LiveBench.N2, LiveBench.Put("fed", "x"));
        var operation = await ReceiveAsync(socket, "operation");

        Assert.Equal(3, state.GetProperty("nodes").GetArrayLength());
        Assert.Equal(("fed", "put", "success"), (
            operation.GetProperty("key").GetString(), operation.GetProperty("operation").GetString(), operation.GetProperty("result").GetString()));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    private static async Task<JsonElement> ReceiveAsync(WebSocket socket, string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var buffer = new byte[256 * 1024];
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), patience.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            var frame = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, length)).RootElement;
            if (frame.GetProperty("type").GetString() == type)
            {
                return frame;
            }
        }
    }
}
