// Joins and leaves over HTTP: planned, committed, cleared, refused.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class MembershipRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly object F = new { node_id = "F", address = "sim:F" };

    [Fact]
    public async Task A_planned_join_shows_shares_before_and_after_and_changes_nothing_until_it_is_committed()
    {
        var run = await StartedAsync();

        var join = await server.PostAsync(run + "/cluster/join", F);

        Assert.Equal(["message", "cluster", "plan"], join.Names);
        Assert.Equal(["cluster", "current_node", "pending", "transfers"], join["cluster"].Names());
        Assert.Empty(join["cluster"].GetProperty("pending").GetProperty("joining").EnumerateArray());
        var plan = (await server.PostAsync(run + "/cluster/plan", null))["plan"];
        Assert.Equal(["at", "joining", "leaving", "shares", "moves", "keys_to_move"], plan.Names());
        var share = plan.GetProperty("shares").EnumerateArray().Single(one => one.GetProperty("node_id").GetString() == "F");
        Assert.Equal(0, share.GetProperty("before").GetDouble());
        Assert.InRange(share.GetProperty("after").GetDouble(), 0.05, 0.35);
        Assert.Equal(["from", "to", "ring_share", "keys"], plan.GetProperty("moves")[0].Names());
    }

    [Fact]
    public async Task A_committed_join_becomes_part_of_the_ring_and_a_leave_takes_it_out_again()
    {
        var run = await StartedAsync();
        await server.PostAsync(run + "/cluster/join", F);
        var commit = await server.PostAsync(run + "/cluster/commit", null);
        Assert.Equal(200, commit.Status);
        Assert.Contains("F joins", commit["message"].GetString(), StringComparison.Ordinal);
        var session = server.Session(run);
        await session.UntilAsync(_ => session.Ring.Members.Length == 6);
        var ring = await server.GetAsync(run + "/ring");
        Assert.Equal(6, ring["ring"].GetProperty("physical_nodes").GetInt32());
        Assert.Contains("F", ring["nodes"].EnumerateArray().Select(node => node.GetProperty("id").GetString()));
        Assert.Equal(200, (await server.PutAsync(run + "/data/k?via=F", new { value = "v" })).Status);

        var leave = await server.PostAsync(run + "/gossip/leave", new { node_id = "F" });

        Assert.Equal(200, leave.Status);
        await session.UntilAsync(_ => session.Ring.Members.Length == 5);
        Assert.Equal("v", (await server.GetAsync(run + "/data/k"))["value"].GetString());
    }

    [Fact]
    public async Task Two_leaves_are_one_plan_whoever_keeps_it()
    {
        var run = await StartedAsync();
        await server.PostAsync(run + "/cluster/leave", new { node_id = "A" });
        await server.PostAsync(run + "/cluster/leave", new { node_id = "B" });

        var plan = (await server.PostAsync(run + "/cluster/plan", null))["plan"];
        Assert.Equal(["A", "B"], plan.GetProperty("leaving").Texts());
        await server.PostAsync(run + "/cluster/clear", null);
        (await server.PostAsync(run + "/cluster/commit", null)).IsProblem(409, "Nothing is planned");
    }

    [Fact]
    public async Task Plans_at_two_members_are_told_apart_and_cleared_together()
    {
        var run = await StartedAsync();
        await server.PostAsync(run + "/cluster/leave?via=C", new { node_id = "A" });
        await server.PostAsync(run + "/cluster/leave?via=D", new { node_id = "B" });

        (await server.PostAsync(run + "/cluster/commit", null)).IsProblem(409, "There are plans at C and D");
        Assert.Contains("The plan at D is empty", (await server.PostAsync(run + "/cluster/clear", null))["message"].GetString(), StringComparison.Ordinal);
        (await server.PostAsync(run + "/cluster/commit?via=C", null)).IsProblem(409, "Nothing is planned");
    }

    [Fact]
    public async Task A_member_keeps_its_address_to_itself()
    {
        var run = await StartedAsync();

        (await server.PostAsync(run + "/cluster/join", new { node_id = "G", address = "sim:A" })).IsProblem(409, "is the address of A");
        (await server.PostAsync(run + "/cluster/join", new { node_id = "G", address = "sim:G", rack = new string('r', 64) })).IsProblem(400, "at most 63");
    }

    [Fact]
    public async Task Who_was_never_made_a_member_is_not_counted_and_changes_nothing()
    {
        var run = await StartedAsync();
        await server.PostAsync(run + "/cluster/join", F);
        await server.PostAsync(run + "/cluster/clear", null);
        await server.Session(run).UntilAsync(tick => tick.Head.Nodes.ContainsKey(new NodeId("F")));

        Assert.Equal(5, (await server.GetAsync(run + "/status"))["replication"].GetProperty("total_nodes").GetInt32());
        Assert.Equal(409, (await server.PostAsync(run + "/cluster/leave?via=F", new { node_id = "A" })).Status);
    }

    [Fact]
    public async Task A_cleared_plan_leaves_everything_as_it_was()
    {
        var run = await StartedAsync();
        await server.PostAsync(run + "/cluster/leave", new { node_id = "E" });

        var clear = await server.PostAsync(run + "/cluster/clear", null);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, clear["plan"].ValueKind);
        (await server.PostAsync(run + "/cluster/commit", null)).IsProblem(409, "Nothing is planned");
    }

    [Fact]
    public async Task An_impossible_plan_is_refused_with_its_reason()
    {
        var run = await StartedAsync();
        await server.PostAsync(run + "/cluster/leave", new { node_id = "E" });
        await server.PostAsync(run + "/cluster/leave", new { node_id = "D" });

        (await server.PostAsync(run + "/cluster/leave", new { node_id = "C" })).IsProblem(409, "keep at least 3");
        (await server.PostAsync(run + "/cluster/join", new { node_id = "B", address = "elsewhere:1" })).IsProblem(409, "member already");
        Assert.Contains("nothing to do", (await server.PostAsync(run + "/cluster/join", new { node_id = "B", address = "sim:B" }))["message"].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("join", "{\"node_id\":\"F\"}", 400, "'address'")]
    [InlineData("join", "{\"address\":\"x\"}", 400, "'node_id'")]
    [InlineData("join", "{\"node_id\":\"no good\",\"address\":\"x\"}", 400, "no name of a node")]
    [InlineData("join", "{\"node_id\":\"F\",\"address\":\"x\",\"tokens\":0}", 400, "1 to 65536")]
    [InlineData("join", "{\"node_id\":\"F\",\"address\":\"x\",\"weight\":1}", 400, "use node_id, address")]
    [InlineData("leave", "{\"node_id\":\"Z\"}", 404, "no node 'Z'")]
    [InlineData("leave", "{}", 400, "'node_id'")]
    [InlineData("leave?via=Q", "{\"node_id\":\"A\"}", 400, "nodes are A")]
    public async Task A_bad_order_names_what_is_wrong(string path, string body, int status, string words) =>
        (await server.SendAsync(HttpMethod.Post, await StartedAsync() + "/cluster/" + path, ServerFixture.Text(body, "application/json"))).IsProblem(status, words);

    [Fact]
    public async Task A_node_that_is_down_can_not_be_asked()
    {
        var run = await StartedAsync();
        server.Session(run).Controls!.Apply(new CrashAction(new NodeId("B"), CrashLoss.Memory));

        (await server.PostAsync(run + "/cluster/plan?via=B", null)).IsProblem(503, "B is down");
    }

    /// <summary>A run whose nodes have begun.</summary>
    private async Task<string> StartedAsync()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k", new { value = "v" });
        return run;
    }
}
