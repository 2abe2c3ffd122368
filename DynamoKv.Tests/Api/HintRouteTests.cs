// Sloppy writes and the hints they leave, over HTTP.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class HintRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_write_with_a_silent_primary_is_kept_by_a_fallback_and_shown_everywhere()
    {
        var (run, down) = await WithHintAsync();

        var hints = await server.GetAsync(run + "/hints");
        var hint = Assert.Single(hints["hints"].EnumerateArray(), kept => kept.GetProperty("intended").GetString() == down);
        var holder = hint.GetProperty("holder").GetString();

        Assert.Equal(["hints", "total_hints", "overflowed", "expired", "timestamp"], hints.Names);
        Assert.Equal(
            ["holder", "intended", "count", "keys", "truncated", "oldest", "age_seconds", "bytes", "reachable", "under_way"], hint.Names());
        Assert.Contains("cart", hint.GetProperty("keys").Texts());
        Assert.True((await server.GetAsync($"{run}/storage?via={holder}"))["hint_count"].GetInt64() >= 1);
        var replica = (await server.GetAsync(run + "/keys/cart/replicas"))["replicas"].EnumerateArray()
            .Single(held => held.TryGetProperty("hint_for", out var target) && target.GetString() == down);
        Assert.Equal(holder, replica.GetProperty("node_id").GetString());
        Assert.Equal("milk", replica.GetProperty("siblings")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_delivered_hint_is_forgotten_once_its_target_has_it()
    {
        var (run, down) = await WithHintAsync();
        var session = server.Session(run);
        session.Controls!.Apply(new RestartAction(new NodeId(down)));

        var deliver = await server.PostAsync(run + "/hints/deliver", new { target_node_id = down });

        Assert.Equal(200, deliver.Status);
        Assert.Equal(["message", "answers", "timestamp"], deliver.Names);
        Assert.True(deliver["answers"][0].GetProperty("done").GetBoolean());
        await session.UntilAsync(tick => tick.Head.Nodes.Values.All(node => !node.Hints.ContainsKey(new NodeId(down))));
        Assert.Equal("milk", session.Current.Head.Nodes[new NodeId(down)].Rows[Key.Of("cart")].Siblings[0].ValueAsText());
    }

    [Fact]
    public async Task A_strict_write_leaves_no_hint()
    {
        var (run, down) = await WithHintAsync();

        var put = await server.PutAsync(run + "/data/cart?sloppy=false&w=2", new { value = "bread" });

        Assert.Empty(put["replication_result"].GetProperty("hinted").EnumerateArray());
        Assert.DoesNotContain(down, put["replication_result"].GetProperty("successful_nodes").Texts());
    }

    [Theory]
    [InlineData("/hints?via=Z", 400, "nodes are A")]
    [InlineData("/hints?limit=1", 400, "use via")]
    public async Task Bad_questions_are_refused(string path, int status, string words) =>
        (await server.GetAsync("/api/v1" + path)).IsProblem(status, words);

    [Fact]
    public async Task Delivery_names_what_is_wrong()
    {
        var run = server.OwnRun();
        (await server.PostAsync(run + "/hints/deliver", new { node_id = "Z" })).IsProblem(404, "no node 'Z'");
        (await server.PostAsync(run + "/hints/deliver", new { holder = "A" })).IsProblem(400, "use node_id, target_node_id");
        (await server.SendAsync(HttpMethod.Post, run + "/hints/deliver", ServerFixture.Text("x", "text/plain"))).IsProblem(415, "application/json");
        Assert.Contains("nothing to deliver", (await server.PostAsync(run + "/hints/deliver", null))["message"].GetString(), StringComparison.Ordinal);

        server.Session(run).Controls!.Apply(new CrashAction(new NodeId("A"), CrashLoss.Memory));
        (await server.PostAsync(run + "/hints/deliver", new { node_id = "A" })).IsProblem(503, "A is down");
        server.Session(run).Controls!.Pause();
        (await server.PostAsync(run + "/hints/deliver", new { node_id = "B" })).IsProblem(409, "paused");
    }

    [Fact]
    public async Task A_silent_node_leaves_the_outcome_unknown()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k", new { value = "v" });
        server.Session(run).Controls!.Apply(new PauseAction(new NodeId("B")));

        (await server.PostAsync(run + "/hints/deliver", new { node_id = "B" })).IsProblem(504, "unknown");
    }

    /// <summary>A run whose key cart has a hint: its first primary is down.</summary>
    private async Task<(string Run, string Down)> WithHintAsync()
    {
        var run = server.OwnRun();
        var list = await server.GetAsync(run + "/keys/cart/preference-list");
        var down = list["nodes"][2].GetProperty("node_id").GetString()!;
        server.Session(run).Controls!.Apply(new CrashAction(new NodeId(down), CrashLoss.Memory));
        var put = await server.PutAsync(run + "/data/cart?w=3&sloppy=true", new { value = "milk" });
        var hinted = Assert.Single(put["replication_result"].GetProperty("hinted").EnumerateArray());
        Assert.Equal(down, hinted.GetProperty("intended").GetString());
        return (run, down);
    }
}
