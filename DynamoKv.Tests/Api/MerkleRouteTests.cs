// Merkle trees, comparisons and exchanges over HTTP.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Api;

public sealed class MerkleRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_tree_is_told_down_to_a_depth()
    {
        var (run, _) = await ReadyAsync();

        var answer = await server.GetAsync(run + "/merkle-tree?depth=2");

        Assert.Equal(["merkle_tree", "timestamp", "message"], answer.Names);
        Assert.Equal(["root", "node_id", "key_count", "tree_depth", "range", "state"], answer["merkle_tree"].Names());
        Assert.Equal("ready", answer["merkle_tree"].GetProperty("state").GetString());
        var root = answer["merkle_tree"].GetProperty("root");
        Assert.Equal(["hash", "is_leaf", "level", "position", "range", "key_count", "children"], root.Names());
        Assert.Equal(["start", "end"], root.GetProperty("range").Names());
        Assert.Equal(2, root.GetProperty("children")[0].GetProperty("children")[0].GetProperty("level").GetInt32());
    }

    [Fact]
    public async Task A_preview_finds_the_missing_key_and_a_sync_mends_it()
    {
        var (run, session) = await ReadyAsync();
        var (source, target) = await MissAsync(run, session);

        var compare = await server.GetAsync($"{run}/merkle-tree/compare/{target}?via={source}");

        Assert.True(compare.Status == 200, compare.Text);
        Assert.Equal(["comparison", "source_tree", "target_tree", "timestamp"], compare.Names);
        Assert.Equal(
            ["source_node_id", "target_node_id", "is_consistent", "missing_keys", "mismatched_keys", "extra_keys", "hashes_compared", "bytes_exchanged",
             "full_copy_bytes", "truncated", "timestamp"], compare["comparison"].Names());
        Assert.Contains("missed", compare["comparison"].GetProperty("extra_keys").Texts());
        var dry = await server.PostAsync($"{run}/merkle-tree/sync?via={source}", new { target_node_id = target, dry_run = true });
        Assert.Equal(["message", "comparison", "actions", "dry_run", "sync_mode", "pull_stats", "push_stats", "timestamp"], dry.Names);
        Assert.False(session.Current.Head.Nodes[new NodeId(target)].Rows.ContainsKey(Key.Of("missed")));
        var sync = await server.PostAsync($"{run}/merkle-tree/sync?via={source}", new { target_node_id = target, sync_mode = "push" });
        Assert.Equal("push", sync["sync_mode"].GetString());
        Assert.Equal("push", sync["actions"][0].GetProperty("action").GetString());
        Assert.True(session.Current.Head.Nodes[new NodeId(target)].Rows.ContainsKey(Key.Of("missed")));
    }

    [Fact]
    public async Task Clocks_are_evened_out_by_an_exchange()
    {
        var (run, session) = await ReadyAsync();
        var (source, target) = await MissAsync(run, session);

        var sync = await server.PostAsync($"{run}/vector-clock/sync?via={source}", new { target_node_id = target });

        Assert.True(sync.Status == 200, sync.Text);
        Assert.Equal(["message", "source_node", "target_node", "dry_run", "exchanged", "timestamp"], sync.Names);
        Assert.Contains("missed", sync["exchanged"].EnumerateArray().Select(one => one.GetProperty("key").GetString()));
        Assert.True(session.Current.Head.Nodes[new NodeId(target)].Rows.ContainsKey(Key.Of("missed")));
    }

    [Theory]
    [InlineData("/merkle-tree?depth=11", 400, "from 0 to 10")]
    [InlineData("/merkle-tree?range=x", 400, "position of the ring")]
    [InlineData("/merkle-tree?level=1", 400, "use range, depth, via")]
    [InlineData("/merkle-tree/compare/Z", 404, "no node 'Z'")]
    [InlineData("/merkle-tree/compare/A?via=A", 400, "itself")]
    public async Task Bad_questions_are_refused(string path, int status, string words) =>
        (await server.GetAsync("/api/v1" + path)).IsProblem(status, words);

    [Fact]
    public async Task A_sync_names_what_is_wrong()
    {
        var (run, session) = await ReadyAsync();
        (await server.PostAsync(run + "/merkle-tree/sync", new { dry_run = true })).IsProblem(400, "'target_node_id'");
        (await server.PostAsync(run + "/merkle-tree/sync?via=A", new { target_node_id = "B", sync_mode = "steal" })).IsProblem(400, "pull, push or bidirectional");
        (await server.PostAsync(run + "/merkle-tree/sync?via=A", new { target_node_id = "Z" })).IsProblem(404, "no node 'Z'");
        session.Controls!.Apply(new CrashAction(new NodeId("B"), CrashLoss.Memory));
        (await server.PostAsync(run + "/merkle-tree/sync?via=A", new { target_node_id = "B" })).IsProblem(503, "can't reach B");
        (await server.GetAsync(run + "/merkle-tree/compare/B?via=A")).IsProblem(503, "can't reach B");
        (await server.GetAsync(run + "/merkle-tree?via=B")).IsProblem(503, "B is down");
    }

    /// <summary>A run whose trees are whole; anti-entropy waits to be asked.</summary>
    private async Task<(string Run, IClusterSession Session)> ReadyAsync()
    {
        var run = server.OwnRun();
        var session = server.Session(run);
        await server.PutAsync(run + "/data/k?w=3", new { value = "v" });
        foreach (var node in session.Current.Head.Nodes.Keys)
        {
            _ = await session.SendCommandAsync(node, number => new NodeCommand.PauseAntiEntropy(number), CancellationToken.None);
        }

        await session.UntilAsync(_ => session.Current.Head.Nodes.Keys.All(node => session.Inspect(node)?.AntiEntropy is { IsReady: true }));
        return (run, session);
    }

    /// <summary>A key that its third primary missed behind a partition; returns a replica that has it, and the one that does not.</summary>
    private async Task<(string Source, string Target)> MissAsync(string run, IClusterSession session)
    {
        var replicas = session.Ring.PreferenceList(RingPosition.OfKey(Key.Of("missed")), 3);
        var others = session.Current.Head.Nodes.Keys.Where(node => node != replicas[2]);
        session.Controls!.Apply(new PartitionAction("p", [[replicas[2]], [.. others]]));
        var put = await server.PutAsync($"{run}/data/missed?sloppy=false&via={replicas[0]}", new { value = "v" });
        Assert.Equal(200, put.Status);
        session.Controls.Apply(new HealAction("p"));
        await session.UntilAsync(_ => session.Inspect(replicas[0]) is { } source && !source.Suspects.Contains(replicas[2])
            && source.Membership.Members.Any(member => member.Record.Id == replicas[2] && member.Status == DynamoKv.Engine.Membership.PeerStatus.Up));
        return (replicas[0].Value, replicas[2].Value);
    }
}
