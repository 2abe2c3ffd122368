// PUT, GET, HEAD and DELETE of a value.
using System.Net.Http.Headers;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class DataRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] PutNames =
        ["key", "value", "encoding", "context", "dot", "responsible_node", "coordinator", "replication_nodes", "replication_result", "vector_clock", "event_count", "timestamp"];

    private static readonly string[] GetNames =
        ["key", "value", "encoding", "context", "siblings", "conflict", "responsible_node", "coordinator", "replication_nodes", "read_result", "vector_clock", "timestamp"];

    [Fact]
    public async Task A_put_answers_with_the_names_of_the_contract()
    {
        var put = await server.PutAsync("/api/v1/data/names", new { value = "v" });

        Assert.Equal(200, put.Status);
        Assert.Equal("application/json", put.MediaType);
        Assert.Equal(PutNames, put.Names);
        Assert.Equal(
            ["key", "successful_nodes", "failed_nodes", "silent_nodes", "hinted", "replication_level", "quorum_achieved", "required"],
            put["replication_result"].Names());
        Assert.Equal("v", put["value"].GetString());
        Assert.Equal(3, put["replication_nodes"].GetArrayLength());
        Assert.Equal(put["context"].GetString(), put.Headers["X-Dynamo-Context"]);
    }

    [Fact]
    public async Task A_get_answers_with_the_names_of_the_contract()
    {
        await server.PutAsync("/api/v1/data/get-names", new { value = "v" });

        var get = await server.GetAsync("/api/v1/data/get-names");

        Assert.Equal(200, get.Status);
        Assert.Equal(GetNames, get.Names);
        Assert.Equal(["nodes_responded", "required", "quorum_achieved", "repaired_nodes"], get["read_result"].Names());
        Assert.Equal(["value", "encoding", "content_type", "vector_clock", "dot", "timestamp", "deleted"], get["siblings"][0].Names());
        Assert.Equal("v", get["value"].GetString());
        Assert.False(get["conflict"].GetBoolean());
        Assert.Matches("^\"[0-9a-f]{16}\"$", get.Headers["ETag"]);
    }

    [Fact]
    public async Task A_key_that_was_never_written_is_not_found()
    {
        var get = (await server.GetAsync("/api/v1/data/never")).IsProblem(404, "Key not found");

        Assert.DoesNotContain("context", get.Names);
    }

    [Fact]
    public async Task A_deleted_key_is_not_found_but_has_a_context()
    {
        await server.PutAsync("/api/v1/data/gone", new { value = "v" });

        var delete = await server.SendAsync(HttpMethod.Delete, "/api/v1/data/gone");

        Assert.Equal(200, delete.Status);
        Assert.Equal(
            ["key", "message", "context", "dot", "responsible_node", "coordinator", "replication_nodes", "replication_result", "vector_clock", "event_count", "timestamp"],
            delete.Names);
        Assert.NotEmpty((await server.GetAsync("/api/v1/data/gone")).IsProblem(404, "Key not found")["context"].GetString()!);
    }

    [Fact]
    public async Task Deleting_what_does_not_exist_is_not_found() =>
        (await server.SendAsync(HttpMethod.Delete, "/api/v1/data/nothing-here")).IsProblem(404, "Key not found");

    [Fact]
    public async Task Concurrent_writes_are_answered_with_300_and_every_sibling_until_a_put_with_the_context_merges_them()
    {
        var context = (await server.PutAsync("/api/v1/data/siblings", new { value = "base" }))["context"].GetString();
        await server.PutAsync("/api/v1/data/siblings", new { value = "left", context });
        await server.PutAsync("/api/v1/data/siblings", new { value = "right", context });

        var get = await server.GetAsync("/api/v1/data/siblings");

        Assert.Equal(300, get.Status);
        Assert.Equal(GetNames, get.Names);
        Assert.True(get["conflict"].GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, get["value"].ValueKind);
        Assert.Equal(["left", "right"], get["siblings"].EnumerateArray().Select(sibling => sibling.GetProperty("value").GetString()).Order());
        await server.PutAsync("/api/v1/data/siblings", new { value = "merged", context = get["context"].GetString() });
        Assert.Equal("merged", (await server.GetAsync("/api/v1/data/siblings"))["value"].GetString());
    }

    [Fact]
    public async Task Raw_bytes_come_back_as_they_were_with_their_content_type()
    {
        byte[] bytes = [0, 255, 1, 254];
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/x-test");
        await server.SendAsync(HttpMethod.Put, "/api/v1/data/raw", content);

        var raw = await server.GetAsync("/api/v1/data/raw?raw=true");
        var json = await server.GetAsync("/api/v1/data/raw");

        Assert.Equal(bytes, raw.Body);
        Assert.Equal("image/x-test", raw.MediaType);
        Assert.Equal("attachment", raw.Headers["Content-Disposition"]);
        Assert.Contains("sandbox", raw.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("base64", json["encoding"].GetString());
        Assert.Equal(Convert.ToBase64String(bytes), json["value"].GetString());
    }

    [Fact]
    public async Task The_context_of_a_raw_put_travels_in_a_header()
    {
        var first = await server.SendAsync(HttpMethod.Put, "/api/v1/data/header", ServerFixture.Text("one", "text/plain"));
        await server.SendAsync(HttpMethod.Put, "/api/v1/data/header", ServerFixture.Text("two", "text/plain"), ("X-Dynamo-Context", first.Headers["X-Dynamo-Context"]));

        Assert.Equal("two", (await server.GetAsync("/api/v1/data/header"))["value"].GetString());
    }

    [Fact]
    public async Task Head_answers_as_get_without_a_body()
    {
        await server.PutAsync("/api/v1/data/head", new { value = "v" });

        var head = await server.SendAsync(HttpMethod.Head, "/api/v1/data/head");

        Assert.Equal(200, head.Status);
        Assert.Empty(head.Body);
        Assert.NotEmpty(head.Headers["X-Dynamo-Context"]);
        Assert.Equal(404, (await server.SendAsync(HttpMethod.Head, "/api/v1/data/head-none")).Status);
    }

    [Fact]
    public async Task If_none_match_star_writes_once()
    {
        Task<Reply> Put() => server.SendAsync(HttpMethod.Put, "/api/v1/data/once", ServerFixture.Text("v", "text/plain"), ("If-None-Match", "*"));

        Assert.Equal(200, (await Put()).Status);
        (await Put()).IsProblem(412, "already has a value");
    }

    [Fact]
    public async Task A_value_with_a_time_to_live_is_read_like_any_other_until_it_is_over()
    {
        await server.PutAsync("/api/v1/data/mortal", new { value = "v", ttl_seconds = 315_360_000 });

        Assert.Equal("v", (await server.GetAsync("/api/v1/data/mortal"))["value"].GetString());
    }

    [Fact]
    public async Task An_empty_value_is_a_value()
    {
        await server.PutAsync("/api/v1/data/empty", new { value = "" });

        Assert.Equal("", (await server.GetAsync("/api/v1/data/empty"))["value"].GetString());
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("{}", "no 'value'")]
    [InlineData("{\"value\":5}", "must be a string")]
    [InlineData("{\"value\":\"v\",\"ttl_seconds\":0}", "from 1 to 315360000")]
    [InlineData("{\"value\":\"v\",\"ttl_seconds\":315360001}", "from 1 to 315360000")]
    [InlineData("{\"value\":\"v\",\"ttl_seconds\":1.5}", "whole number")]
    [InlineData("{\"value\":\"v\",\"ttl_seconds\":\"5\"}", "whole number")]
    [InlineData("{\"value\":\"v\",\"colour\":1}", "'colour' is not known")]
    [InlineData("{\"value\":\"v\",\"value\":\"w\"}", "not valid JSON")]
    [InlineData("{\"value\":\"\\ud800\"}", "lone surrogate")]
    [InlineData("{\"value\":\"v\",\"context\":\"!!\"}", "")]
    [InlineData("[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]", "not valid JSON")]
    public async Task A_bad_body_is_refused_with_a_sentence(string body, string words) =>
        (await server.SendAsync(HttpMethod.Put, "/api/v1/data/bad", ServerFixture.Text(body, "application/json"))).IsProblem(400, words);

    [Theory]
    [InlineData("w=0", "from 1 to 3")]
    [InlineData("w=4", "from 1 to 3")]
    [InlineData("w=two", "whole number")]
    [InlineData("w=1&w=2", "give it once")]
    [InlineData("pw=9", "from 0 to 3")]
    [InlineData("timeout_ms=0", "from 1 to 60000")]
    [InlineData("sloppy=maybe", "true or false")]
    [InlineData("via=Z", "A, B, C, D, E")]
    [InlineData("r=1", "use w, pw, sloppy, timeout_ms, via")]
    public async Task A_bad_query_of_a_put_is_refused_with_a_sentence(string query, string words) =>
        (await server.SendAsync(HttpMethod.Put, "/api/v1/data/bad?" + query, ServerFixture.Text("v", "text/plain"))).IsProblem(400, words);

    [Theory]
    [InlineData("r=0")]
    [InlineData("raw=1")]
    [InlineData("w=1")]
    [InlineData("unknown=1")]
    public async Task A_bad_query_of_a_get_is_refused(string query) => (await server.GetAsync("/api/v1/data/bad?" + query)).IsProblem(400, "");

    [Fact]
    public async Task Sloppy_false_and_all_quorum_parameters_are_taken()
    {
        var put = await server.SendAsync(
            HttpMethod.Put, "/api/v1/data/all?w=3&pw=3&sloppy=false&timeout_ms=5000&via=B", ServerFixture.Text("v", "text/plain"));

        Assert.Equal(200, put.Status);
        Assert.Equal(3, put["replication_result"].GetProperty("required").GetInt32());
        Assert.Equal(200, (await server.GetAsync("/api/v1/data/all?r=3&pr=3&timeout_ms=5000&raw=false&via=C")).Status);
    }

    [Fact]
    public async Task A_value_of_one_mebibyte_is_kept_and_one_byte_more_is_refused()
    {
        var largest = new string('x', 1024 * 1024);
        Assert.Equal(200, (await server.PutAsync("/api/v1/data/large", new { value = largest })).Status);
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Put, "/api/v1/data/large", ServerFixture.Text(largest, "text/plain"))).Status);

        (await server.PutAsync("/api/v1/data/large", new { value = largest + "x" })).IsProblem(413, "1 MiB");
        (await server.SendAsync(HttpMethod.Put, "/api/v1/data/large", ServerFixture.Text(largest + "x", "text/plain"))).IsProblem(413, "1 MiB");
        (await server.SendAsync(HttpMethod.Put, "/api/v1/data/large", ServerFixture.Text(new string('x', 5_000_000), "text/plain"))).IsProblem(413, "4 MiB");
    }

    [Fact]
    public async Task A_quorum_that_is_missed_is_503_with_who_took_part()
    {
        var run = server.OwnRun();
        var controls = server.Runs.Find(run.Split('/')[^1])!.Controls!;
        foreach (var node in new[] { "A", "B", "C", "D" })
        {
            controls.Apply(new CrashAction(new NodeId(node), CrashLoss.Memory));
        }

        var put = await server.PutAsync(run + "/data/k?timeout_ms=500", new { value = "v" });
        var get = await server.GetAsync(run + "/data/k?timeout_ms=500");

        Assert.Contains(put.Status, new[] { 503, 504 });
        Assert.False(put["replication_result"].GetProperty("quorum_achieved").GetBoolean());
        Assert.Contains(get.Status, new[] { 503, 504 });
        Assert.False(get["read_result"].GetProperty("quorum_achieved").GetBoolean());
    }

    [Fact]
    public async Task A_request_to_a_node_that_is_down_is_503_with_a_sentence()
    {
        var run = server.OwnRun();
        server.Runs.Find(run.Split('/')[^1])!.Controls!.Apply(new CrashAction(new NodeId("A"), CrashLoss.Memory));

        var reply = (await server.GetAsync(run + "/data/k?via=A")).IsProblem(503, "Node A is down: restart it");

        Assert.Equal("1", reply.Headers["Retry-After"]);
    }

    [Fact]
    public async Task A_paused_run_answers_409_and_says_how_to_resume_it()
    {
        var run = server.OwnRun();
        await server.PostAsync(run + "/control", new { action = "pause" });

        (await server.PutAsync(run + "/data/k", new { value = "v" })).IsProblem(409, run + "/control");

        await server.PostAsync(run + "/control", new { action = "play" });
        Assert.Equal(200, (await server.PutAsync(run + "/data/k", new { value = "v" })).Status);
    }

    [Fact]
    public async Task A_put_is_seen_by_everybody_who_looks_at_the_run()
    {
        await server.PutAsync("/api/v1/data/seen-by-all", new { value = "v" });

        var key = Key.Of("seen-by-all");
        Assert.Contains(server.Runs.Main.Current.Head.Operations, operation => operation.Key == key && operation.Kind == OperationKind.Put);
        Assert.Contains(server.Runs.Main.Current.Head.Nodes.Values, node => node.Rows.ContainsKey(key));
    }

    [Fact]
    public async Task Text_in_any_script_comes_back_as_it_was()
    {
        const string Words = "Grüße, 你好, 🙂 <b>&\"'";
        await server.PutAsync("/api/v1/data/script", new { value = Words });

        Assert.Equal(Words, (await server.GetAsync("/api/v1/data/script"))["value"].GetString());
        Assert.Equal(Words, Encoding.UTF8.GetString((await server.GetAsync("/api/v1/data/script?raw=true")).Body));
    }
}
