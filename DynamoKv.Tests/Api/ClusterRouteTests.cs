// Status, ring, storage, cluster, info, keys and events.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class ClusterRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] NodeNames = ["id", "address", "status", "last_seen", "start_time", "heartbeat_count", "uptime_seconds"];

    private static readonly string[] StorageNames =
        ["node_id", "data_path", "key_count", "vector_clock", "event_count", "known_nodes", "current_time", "hint_count", "tombstone_count", "bytes"];

    [Fact]
    public async Task Status_has_the_names_of_the_contract()
    {
        var status = await server.GetAsync("/api/v1/status");

        Assert.Equal(["node", "storage", "replication", "mode", "version", "timestamp", "message"], status.Names);
        Assert.Equal(NodeNames, status["node"].Names());
        Assert.Equal(StorageNames, status["storage"].Names());
        Assert.Equal(
            ["replication_factor", "quorum_size", "read_quorum", "write_quorum", "total_nodes", "alive_nodes", "current_node", "quorum_available", "node_health"],
            status["replication"].Names());
        Assert.Equal(["A", "B", "C", "D", "E"], status["replication"].GetProperty("node_health").Names());
        Assert.Equal(
            ["node_id", "is_alive", "last_checked", "response_time_ms", "failure_count"],
            status["replication"].GetProperty("node_health").GetProperty("A").Names());
        Assert.Equal("simulation", status["mode"].GetString());
    }

    [Fact]
    public async Task The_ring_is_sorted_and_has_every_virtual_node()
    {
        var ring = await server.GetAsync("/api/v1/ring");

        Assert.Equal(["ring", "nodes"], ring.Names);
        Assert.Equal(["physical_nodes", "virtual_nodes", "replicas", "ring"], ring["ring"].Names());
        var hashes = ring["ring"].GetProperty("ring").EnumerateArray().Select(token => token.GetProperty("hash").GetUInt32()).ToList();
        Assert.Equal(750, hashes.Count);
        Assert.Equal(hashes.Order(), hashes);
        Assert.Equal(150, ring["ring"].GetProperty("replicas").GetInt32());
        Assert.Equal(5, ring["nodes"].GetArrayLength());
    }

    [Fact]
    public async Task Storage_counts_live_keys_and_tombstones()
    {
        var run = server.OwnRun();
        await server.SendAsync(HttpMethod.Put, run + "/data/kept?w=3", ServerFixture.Text("v", "text/plain"));
        await server.SendAsync(HttpMethod.Put, run + "/data/dropped?w=3", ServerFixture.Text("v", "text/plain"));
        await server.SendAsync(HttpMethod.Delete, run + "/data/dropped?w=3");
        var replicas = await server.GetAsync(run + "/keys/dropped/replicas");
        var holder = replicas["replicas"][0].GetProperty("node_id").GetString();

        var storage = await server.GetAsync($"{run}/storage?via={holder}");

        Assert.Equal([.. StorageNames, "keys", "truncated"], storage.Names);
        Assert.True(storage["tombstone_count"].GetInt64() >= 1);
        Assert.DoesNotContain("dropped", storage["keys"].Texts());
        Assert.True(storage["bytes"].GetInt64() > 0);
        Assert.False(storage["truncated"].GetBoolean());
    }

    [Fact]
    public async Task The_cluster_tells_silent_from_failed()
    {
        var run = server.OwnRun();
        var session = server.Runs.Find(run.Split('/')[^1])!;
        await server.PutAsync(run + "/data/k", new { value = "v" });
        session.Controls!.Apply(new CrashAction(new NodeId("A"), CrashLoss.Memory));
        session.Controls.Apply(new PauseAction(new NodeId("B")));

        var cluster = await server.GetAsync(run + "/cluster");

        Assert.Equal(["cluster", "current_node", "pending", "transfers"], cluster.Names);
        Assert.Equal(["joining", "leaving"], cluster["pending"].Names());
        var nodes = cluster["cluster"].GetProperty("nodes").EnumerateArray().ToDictionary(
            node => node.GetProperty("id").GetString()!, node => node.GetProperty("status").GetString());
        Assert.Equal(("failed", "suspected", "alive"), (nodes["A"], nodes["B"], nodes["C"]));
        Assert.Equal("C", cluster["current_node"].GetString());
    }

    [Fact]
    public async Task Info_names_what_this_version_has()
    {
        var info = await server.GetAsync("/api/v1/info");

        Assert.Equal(["message", "version", "node_id", "api", "websocket", "merkle_tree", "vector_clock", "event_history"], info.Names);
        Assert.True(info["merkle_tree"].GetBoolean());
    }

    [Fact]
    public async Task The_front_door_answers_json_to_programs_and_a_page_to_browsers()
    {
        var program = await server.GetAsync("/", ("Accept", "application/json"));
        var browser = await server.GetAsync("/", ("Accept", "text/html,application/json;q=0.5,*/*;q=0.1"));

        Assert.Equal("/api/v1", program["api"].GetString());
        Assert.Equal("text/html", browser.MediaType);
    }

    [Fact]
    public async Task Keys_are_listed_in_pages_without_loss_or_repetition()
    {
        var run = server.OwnRun();
        var written = Enumerable.Range(0, 7).Select(number => $"page/{number}").ToList();
        foreach (var key in written)
        {
            await server.PutAsync($"{run}/data/{key}", new { value = "v" });
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await server.GetAsync($"{run}/keys?prefix=page/&limit=3" + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.Equal(["keys", "next_cursor", "coverage"], page.Names);
            Assert.Equal(5, page["coverage"].GetProperty("answered").GetInt32());
            listed.AddRange(page["keys"].Texts());
            cursor = page["next_cursor"].GetString();
        }
        while (cursor is not null);

        Assert.Equal(written, listed);
    }

    [Fact]
    public async Task A_listing_without_all_nodes_says_so()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k", new { value = "v" });
        server.Runs.Find(run.Split('/')[^1])!.Controls!.Apply(new CrashAction(new NodeId("A"), CrashLoss.Memory));

        var coverage = (await server.GetAsync(run + "/keys"))["coverage"];

        Assert.Equal((4, 5), (coverage.GetProperty("answered").GetInt32(), coverage.GetProperty("needed").GetInt32()));
    }

    [Fact]
    public async Task A_preference_list_names_primaries_then_fallbacks()
    {
        var list = await server.GetAsync("/api/v1/keys/some-key/preference-list");

        Assert.Equal(["key", "hash", "partition", "nodes"], list.Names);
        Assert.Equal(["start", "end"], list["partition"].Names());
        Assert.Equal(["node_id", "position", "role", "status"], list["nodes"][0].Names());
        Assert.Equal(
            ["primary", "primary", "primary", "fallback", "fallback"], list["nodes"].EnumerateArray().Select(node => node.GetProperty("role").GetString()));
        Assert.Equal([1, 2, 3, 4, 5], list["nodes"].EnumerateArray().Select(node => node.GetProperty("position").GetInt32()));
    }

    [Fact]
    public async Task Replicas_show_what_each_one_holds()
    {
        await server.SendAsync(HttpMethod.Put, "/api/v1/data/replicated?w=3", ServerFixture.Text("v", "text/plain"));

        var replicas = await server.GetAsync("/api/v1/keys/replicated/replicas");

        Assert.Equal(["key", "replicas"], replicas.Names);
        Assert.Equal(3, replicas["replicas"].GetArrayLength());
        Assert.All(replicas["replicas"].EnumerateArray(), replica =>
        {
            Assert.Equal(["node_id", "status", "siblings", "vector_clock"], replica.Names());
            Assert.Equal("v", replica.GetProperty("siblings")[0].GetProperty("value").GetString());
        });
    }

    [Fact]
    public async Task Events_come_newest_last_and_lead_back_to_the_first()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k", new { value = "v" });
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await server.GetAsync($"{run}/events?limit=50" + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.Equal(["node_id", "total_events", "events", "next_cursor", "key_history", "conflicts", "vector_clock", "timestamp"], page.Names);
            seen.InsertRange(0, page["events"].EnumerateArray().Select(item => long.Parse(item.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
            cursor = page["next_cursor"].GetString();
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, seen.Count).Select(number => (long)number), seen);
    }

    [Fact]
    public async Task Events_of_a_key_tell_its_history()
    {
        var run = server.OwnRun();
        await server.SendAsync(HttpMethod.Put, run + "/data/traced?w=3", ServerFixture.Text("v", "text/plain"));

        var events = await server.GetAsync(run + "/events?key=traced");

        Assert.All(events["events"].EnumerateArray(), item => Assert.Equal("traced", item.GetProperty("key").GetString()));
        Assert.Equal(["id", "type", "key", "value", "node_id", "vector_clock", "timestamp", "cause"], events["events"][0].Names());
        Assert.Equal(3, events["key_history"].GetArrayLength());
        Assert.All(events["key_history"].EnumerateArray(), item => Assert.Equal("versions_stored", item.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("/api/v1/status?via=Z", 400, "A, B, C, D, E")]
    [InlineData("/api/v1/ring?x=1", 400, "takes none")]
    [InlineData("/api/v1/keys?limit=0", 400, "from 1 to 1000")]
    [InlineData("/api/v1/keys?limit=1001", 400, "from 1 to 1000")]
    [InlineData("/api/v1/keys?cursor=***", 400, "next_cursor")]
    [InlineData("/api/v1/events?cursor=YWJj", 400, "next_cursor")]
    [InlineData("/api/v1/events?key=", 400, "The key is empty")]
    [InlineData("/api/v1/storage?node=A", 400, "use via")]
    [InlineData("/api/v1/runs/run-99/status", 404, "no run 'run-99'")]
    [InlineData("/api/v1/nothing", 404, "no route /api/v1/nothing")]
    [InlineData("/api", 404, "no route /api")]
    [InlineData("/health/other", 404, "no route")]
    [InlineData("/ws", 400, "WebSocket only")]
    public async Task A_bad_question_is_answered_with_a_problem(string path, int status, string words) =>
        (await server.GetAsync(path)).IsProblem(status, words);

    [Fact]
    public async Task A_wrong_method_is_405_and_names_the_right_ones() =>
        (await server.PostAsync("/api/v1/ring", new { })).IsProblem(405, "POST is not possible here: use GET");

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Probes_answer(string path, string status) => Assert.Equal(status, (await server.GetAsync(path))["status"].GetString());

    [Fact]
    public async Task What_is_wrong_at_the_front_door_is_a_problem_too() =>
        (await server.GetAsync("/?x=1", ("Accept", "application/json"))).IsProblem(400, "'x' is not known");
}
