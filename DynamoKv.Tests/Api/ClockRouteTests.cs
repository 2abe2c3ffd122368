// Clocks of whole nodes over HTTP.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class ClockRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_node_tells_what_it_has_seen()
    {
        var run = server.OwnRun();
        var put = await server.PutAsync(run + "/data/k?w=3", new { value = "v" });
        var replica = put["replication_nodes"][0].GetString();

        var clock = await server.GetAsync($"{run}/vector-clock?via={replica}");

        Assert.Equal(["node_id", "vector_clock", "event_log", "conflicts", "timestamp", "message"], clock.Names);
        Assert.Equal(["events", "node_id", "current_clock", "known_nodes"], clock["event_log"].Names());
        Assert.NotEmpty(clock["vector_clock"].Names());
        Assert.NotEmpty(clock["event_log"].GetProperty("events").EnumerateArray());
        Assert.Equal(replica, clock["node_id"].GetString());
    }

    [Fact]
    public async Task Two_nodes_are_compared_by_all_that_they_have_seen()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k?w=3", new { value = "v" });

        var comparison = await server.GetAsync(run + "/vector-clock/compare/B?via=A");

        Assert.Equal(["source_node", "target_node", "source_clock", "target_clock", "relationship", "conflicts", "timestamp"], comparison.Names);
        Assert.Contains(comparison["relationship"].GetString(), new[] { "equal", "before", "after", "concurrent" });
        Assert.Equal("A", comparison["source_node"].GetString());
    }

    [Theory]
    [InlineData("/vector-clock/compare/Z", 404, "no node 'Z'")]
    [InlineData("/vector-clock/compare/A?via=A", 400, "itself")]
    [InlineData("/vector-clock?node=A", 400, "use via")]
    public async Task Bad_questions_are_refused(string path, int status, string words) =>
        (await server.GetAsync("/api/v1" + path)).IsProblem(status, words);

    [Fact]
    public async Task A_node_behind_a_partition_can_not_be_compared()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k", new { value = "v" });
        server.Runs.Find(run.Split('/')[^1])!.Controls!.Apply(new PartitionAction("p", [[new NodeId("A")], [new NodeId("B"), new NodeId("C")]]));

        (await server.GetAsync(run + "/vector-clock/compare/B?via=A")).IsProblem(503, "can't reach B");
        Assert.Equal(200, (await server.GetAsync(run + "/vector-clock/compare/D?via=A")).Status);
    }

    [Fact]
    public async Task A_node_that_is_down_can_not_be_compared()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k", new { value = "v" });
        server.Runs.Find(run.Split('/')[^1])!.Controls!.Apply(new CrashAction(new NodeId("B"), CrashLoss.Memory));

        (await server.GetAsync(run + "/vector-clock/compare/B?via=A")).IsProblem(503, "can't reach B");
    }
}
