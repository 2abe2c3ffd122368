// All live data out of one run and into another.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class ExportRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task What_was_exported_is_imported_siblings_and_bytes_included()
    {
        var source = server.OwnRun();
        await WriteAsync(source);
        var export = await server.GetAsync(source + "/export?prefix=my/");
        var target = server.OwnRun();

        var import = await ImportAsync(target, export.Text);

        Assert.Equal("application/x-ndjson", export.MediaType);
        Assert.Equal(["my/bytes", "my/plain", "my/twice"], Lines(export).Select(line => line.GetProperty("key").GetString()));
        Assert.Equal(["done", "lines", "imported", "expired", "failed", "errors_left_out", "timestamp"], Lines(import)[^1].Names());
        Assert.Equal(3, Lines(import)[^1].GetProperty("imported").GetInt64());
        Assert.Equal("v", (await server.GetAsync(target + "/data/my/plain"))["value"].GetString());
        Assert.Equal([0, 255], (await server.GetAsync(target + "/data/my/bytes?raw=true")).Body);
        var twice = await server.GetAsync(target + "/data/my/twice");
        Assert.Equal(["left", "right"], twice["siblings"].EnumerateArray().Select(sibling => sibling.GetProperty("value").GetString()).Order());
    }

    [Fact]
    public async Task What_was_deleted_is_not_exported()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/gone?w=3", new { value = "v" });
        await server.SendAsync(HttpMethod.Delete, run + "/data/gone?w=3");

        Assert.Empty((await server.GetAsync(run + "/export?prefix=gone")).Body);
    }

    [Fact]
    public async Task What_has_outlived_its_time_is_deleted_in_every_list_and_no_import_brings_it_back()
    {
        var run = server.OwnRun();
        var session = server.Session(run);
        await server.PutAsync(run + "/data/mortal?w=3", new { value = "v", ttl_seconds = 200 });
        var export = await server.GetAsync(run + "/export?prefix=mortal");
        var now = session.Now.SinceStart.TotalSeconds;
        Assert.InRange(Lines(export)[0].GetProperty("siblings")[0].GetProperty("expires_at").GetDouble(), now, now + 200);

        var due = session.Now + TimeSpan.FromSeconds(201);
        await session.UntilAsync(tick => tick.Playback.Now > due);

        Assert.Empty((await server.GetAsync(run + "/keys?prefix=mortal"))["keys"].EnumerateArray());
        Assert.Empty((await server.GetAsync(run + "/export?prefix=mortal")).Body);
        var replicas = (await server.GetAsync(run + "/keys/mortal/replicas"))["replicas"].EnumerateArray().SelectMany(one => one.GetProperty("siblings").EnumerateArray());
        Assert.All(replicas, sibling => Assert.True(sibling.GetProperty("deleted").GetBoolean()));
        var late = Lines(await ImportAsync(run, export.Text))[^1];
        Assert.Equal((0, 1, 0), (Count(late, "imported"), Count(late, "expired"), Count(late, "failed")));
        Assert.Equal(404, (await server.GetAsync(run + "/data/mortal")).Status);
    }

    [Fact]
    public async Task A_time_to_live_goes_on_after_an_import()
    {
        var (source, target) = (server.OwnRun(), server.OwnRun());
        await server.PutAsync(source + "/data/mortal?w=3", new { value = "v", ttl_seconds = 1_000 });

        await ImportAsync(target, (await server.GetAsync(source + "/export?prefix=mortal")).Text);
        await ImportAsync(target, "{\"key\":\"short\",\"value\":\"v\",\"ttl_seconds\":500}");

        var again = Lines(await server.GetAsync(target + "/export"));
        Assert.Equal(["mortal", "short"], again.Select(line => line.GetProperty("key").GetString()).Where(key => key is "mortal" or "short"));
        Assert.All(again.Where(line => line.GetProperty("key").GetString() is "mortal" or "short"), line => Assert.True(line.GetProperty("siblings")[0].GetProperty("expires_at").GetDouble() > 400));
    }

    [Fact]
    public async Task An_export_is_never_a_part_in_silence()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/e?w=3", new { value = "v" });
        server.Session(run).Controls!.Apply(new CrashAction(new NodeId("A"), CrashLoss.Memory));

        (await server.GetAsync(run + "/export")).IsProblem(503, "A of 5 members can't be asked");
        Assert.Equal(200, (await server.GetAsync(run + "/export?partial=true")).Status);
    }

    [Fact]
    public async Task A_bad_line_does_not_spoil_the_others()
    {
        var import = await ImportAsync(
            server.OwnRun(),
            "{\"key\":\"a\",\"value\":\"1\"}\n\nnot json\r\n{\"key\":\"\",\"value\":\"1\"}\n{\"key\":\"b\"}\n"
            + "{\"key\":\"x\",\"value\":\"1\",\"siblings\":[{\"value\":\"2\"}]}\n{\"key\":\"y\",\"value\":\"1\",\"valeu\":\"2\"}\n"
            + "{\"key\":\"c\",\"siblings\":[]}\n{\"key\":\"d\",\"value\":\"!\",\"encoding\":\"base64\"}\n{\"key\":\"e\",\"value\":\"2\"}");

        var lines = Lines(import);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8], lines[..^1].Select(line => line.GetProperty("line").GetInt64()));
        Assert.All(lines[..^1], line => Assert.Equal(400, line.GetProperty("status").GetInt32()));
        Assert.Equal((9, 2, 7), (Count(lines[^1], "lines"), Count(lines[^1], "imported"), Count(lines[^1], "failed")));
        Assert.False(lines[^1].GetProperty("done").GetBoolean());
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_told_and_passed_over()
    {
        var import = await ImportAsync(
            server.OwnRun(), "{\"key\":\"a\",\"value\":\"" + new string('x', 5 * 1024 * 1024) + "\"}\n{\"key\":\"b\",\"value\":\"2\"}\n");

        Assert.Equal(413, Lines(import)[0].GetProperty("status").GetInt32());
        Assert.Equal(1, Count(Lines(import)[^1], "imported"));
    }

    [Fact]
    public async Task An_import_says_what_is_wrong_with_it_as_a_whole()
    {
        var run = server.OwnRun();
        (await server.SendAsync(HttpMethod.Post, run + "/import", ServerFixture.Text("{}", "text/plain"))).IsProblem(415, "application/x-ndjson");
        (await server.GetAsync(run + "/export?limit=3")).IsProblem(400, "use prefix");

        server.Runs.Find(run.Split('/')[^1])!.Controls!.Pause();
        (await ImportAsync(run, "{\"key\":\"a\",\"value\":\"1\"}")).IsProblem(409, "paused");
    }

    [Fact]
    public async Task An_import_into_a_cluster_without_quorum_tells_each_line()
    {
        var run = server.OwnRun();
        var controls = server.Runs.Find(run.Split('/')[^1])!.Controls!;
        foreach (var node in new[] { "A", "B", "C", "D" })
        {
            controls.Apply(new CrashAction(new NodeId(node), CrashLoss.Memory));
        }

        var line = Lines(await ImportAsync(run, "{\"key\":\"a\",\"value\":\"1\"}"))[0];

        Assert.Contains(line.GetProperty("status").GetInt32(), new[] { 503, 504 });
    }

    private async Task WriteAsync(string run)
    {
        await server.PutAsync(run + "/data/my/plain?w=3", new { value = "v" });
        using var bytes = new ByteArrayContent([0, 255]);
        await server.SendAsync(HttpMethod.Put, run + "/data/my/bytes?w=3", bytes);
        var context = (await server.PutAsync(run + "/data/my/twice?w=3", new { value = "base" }))["context"].GetString();
        await server.PutAsync(run + "/data/my/twice?w=3", new { value = "left", context });
        await server.PutAsync(run + "/data/my/twice?w=3", new { value = "right", context });
    }

    private Task<Reply> ImportAsync(string run, string lines) =>
        server.SendAsync(HttpMethod.Post, run + "/import", ServerFixture.Text(lines, "application/x-ndjson"));

    private static JsonElement[] Lines(Reply reply) =>
        [.. reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static long Count(JsonElement line, string name) => line.GetProperty(name).GetInt64();
}
