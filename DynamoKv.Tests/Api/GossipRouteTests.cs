// What gossip has told a node, over HTTP.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class GossipRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Members_are_told_as_one_node_sees_them()
    {
        var run = await StartedAsync();

        var members = await server.GetAsync(run + "/gossip/members?via=B");

        Assert.Equal(["cluster_members", "total_members", "alive_members", "current_node", "timestamp"], members.Names);
        Assert.Equal(["A", "B", "C", "D", "E"], members["cluster_members"].Names());
        Assert.Equal(
            ["node_id", "address", "status", "last_seen", "heartbeat_seq", "incarnation", "phi", "phase"],
            members["cluster_members"].GetProperty("A").Names());
        Assert.Equal("alive", members["cluster_members"].GetProperty("B").GetProperty("status").GetString());
        Assert.Equal("B", members["current_node"].GetString());
        Assert.Equal(200, (await server.GetAsync("/gossip/members")).Status);
    }

    [Fact]
    public async Task A_silent_node_is_dead_for_the_others_after_a_while()
    {
        var run = await StartedAsync();
        var session = server.Session(run);
        session.Controls!.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        await session.UntilAsync(_ => session.Inspect(new NodeId("A"))!.Membership.Members
            .Any(member => member.Record.Id == new NodeId("C") && member.Status == DynamoKv.Engine.Membership.PeerStatus.Down));

        var status = await server.GetAsync(run + "/gossip/status?via=A");

        Assert.Equal(["gossip_status", "config", "timestamp"], status.Names);
        Assert.Equal(
            ["current_node", "cluster_size", "alive_nodes", "suspected_nodes", "dead_nodes", "active_rumors"], status["gossip_status"].Names());
        Assert.Equal(1, status["gossip_status"].GetProperty("dead_nodes").GetInt32());
        Assert.Equal(["gossip_interval", "probe_interval", "suspicion_timeout", "phi_threshold"], status["config"].Names());
        Assert.Equal(1, status["config"].GetProperty("gossip_interval").GetDouble());
        (await server.GetAsync(run + "/gossip/members?via=C")).IsProblem(503, "C is down");
    }

    [Fact]
    public async Task A_change_is_a_rumor_until_everybody_knows_it()
    {
        var run = await StartedAsync();
        var session = server.Session(run);
        var others = new[] { "B", "C", "D", "E" }.Select(name => new NodeId(name));
        session.Controls!.Apply(new PartitionAction("p", [[new NodeId("A")], [.. others]]));
        await server.PostAsync(run + "/gossip/leave?via=A", new { node_id = "E" });

        var rumors = await server.GetAsync(run + "/gossip/rumors");

        Assert.Equal(["rumors", "total_rumors", "timestamp"], rumors.Names);
        var rumor = Assert.Single(rumors["rumors"].EnumerateObject()).Value;
        Assert.Equal(["type", "data", "origin", "timestamp", "spread_count"], rumor.Names());
        Assert.Equal(("leaving", "A"), (rumor.GetProperty("type").GetString(), rumor.GetProperty("origin").GetString()));
        session.Controls.Apply(new HealAction("p"));
        await session.UntilAsync(_ => session.Ring.Members.Length == 4);
    }

    [Theory]
    [InlineData("/gossip/members?via=Z", 400, "nodes are A")]
    [InlineData("/gossip/rumors?via=A", 400, "takes none")]
    [InlineData("/gossip/nothing", 404, "no route")]
    public async Task Bad_questions_are_refused(string path, int status, string words) => (await server.GetAsync(path)).IsProblem(status, words);

    [Fact]
    public async Task A_stranger_can_not_leave() =>
        (await server.PostAsync("/gossip/leave", new { node_id = "Z" })).IsProblem(404, "no node 'Z'");

    /// <summary>A run whose nodes have begun and met.</summary>
    private async Task<string> StartedAsync()
    {
        var run = server.OwnRun();
        var session = server.Session(run);
        await session.UntilAsync(tick => tick.Playback.Now.SinceStart > TimeSpan.FromSeconds(20));
        return run;
    }
}
