// Many operations in one request.
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class BatchRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Answers_come_in_the_order_of_the_lines_each_with_its_own_status()
    {
        var lines = await BatchAsync(
            server.OwnRun(),
            """
            {"op":"put","key":"a","value":"1"}
            {"op":"get","key":"a"}
            {"op":"get","key":"none"}
            {"op":"delete","key":"a"}
            {"op":"get","key":"a"}
            {"op":"delete","key":"none"}
            """);

        Assert.Equal([200, 200, 404, 200, 404, 404], lines.Select(Status));
        Assert.Equal(["put", "get", "get", "delete", "get", "delete"], lines.Select(line => line.GetProperty("op").GetString()));
        Assert.Equal(["op", "key", "status", "value", "encoding", "content_type", "context"], lines[1].Names());
        Assert.Equal("1", lines[1].GetProperty("value").GetString());
        Assert.Equal("Key not found", lines[2].GetProperty("error").GetString());
        Assert.True(lines[4].TryGetProperty("context", out _));
    }

    [Fact]
    public async Task Lines_of_one_key_are_done_one_after_the_other()
    {
        var text = new StringBuilder();
        for (var number = 1; number <= 20; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"op\":\"put\",\"key\":\"same\",\"value\":\"{number}\"}}\n{{\"op\":\"get\",\"key\":\"same\"}}\n");
        }

        var lines = await BatchAsync(server.OwnRun(), text.ToString());

        Assert.All(lines, line => Assert.Equal(200, Status(line)));
        Assert.Equal("20", lines[^1].GetProperty("value").GetString());
    }

    [Fact]
    public async Task More_lines_than_may_be_under_way_are_all_answered_in_order()
    {
        var text = string.Concat(Enumerable.Range(0, 700).Select(number => $"{{\"op\":\"get\",\"key\":\"k{number}\"}}\n"));

        var lines = await BatchAsync(server.OwnRun(), text);

        Assert.Equal(Enumerable.Range(0, 700).Select(number => $"k{number}"), lines.Select(line => line.GetProperty("key").GetString()));
    }

    [Theory]
    [InlineData("not json", "no JSON object")]
    [InlineData("null", "no JSON object")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"op":"put","key":"k","value":"1","op":"get"}""", "no JSON object")]
    [InlineData("""{"op":"get","key":"k","nonsense":1}""", "no JSON object")]
    [InlineData("""{"op":"get","key":7}""", "no JSON object")]
    [InlineData("""{"op":"put","key":"k","value":"\ud800"}""", "no JSON object")]
    [InlineData("""{"op":"move","key":"k"}""", "'op' must be")]
    [InlineData("""{"key":"k"}""", "'op' must be")]
    [InlineData("""{"op":"get"}""", "key is empty")]
    [InlineData("""{"op":"get","key":""}""", "key is empty")]
    [InlineData("""{"op":"put","key":"k"}""", "needs 'value'")]
    [InlineData("""{"op":"get","key":"k","value":"v"}""", "belong to a put only")]
    [InlineData("""{"op":"get","key":"k","context":"c"}""", "put or a delete only")]
    [InlineData("""{"op":"put","key":"k","value":"v","context":"c"}""", "context is damaged")]
    [InlineData("""{"op":"put","key":"k","value":"!","encoding":"base64"}""", "no base64")]
    [InlineData("""{"op":"put","key":"k","value":"!","encoding":"gzip"}""", "utf8 or base64")]
    [InlineData("""{"op":"put","key":"k","value":"v","ttl_seconds":0}""", "ttl_seconds")]
    [InlineData("""{"op":"put","key":"k","value":"v","content_type":"é"}""", "printable ASCII")]
    public async Task A_bad_line_does_not_spoil_the_others(string bad, string words)
    {
        var lines = await BatchAsync("/api/v1", "{\"op\":\"get\",\"key\":\"x\"}\n" + bad + "\n\n{\"op\":\"get\",\"key\":\"x\"}");

        Assert.Equal([404, 400, 404], lines.Select(Status));
        Assert.Contains(words, lines[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_or_a_value_that_is_too_long_is_told_and_passed_over()
    {
        var lines = await BatchAsync(
            server.OwnRun(),
            Put("a", new string('x', 5 * 1024 * 1024)) + Put("b", new string('x', (1024 * 1024) + 1)) + Put("c", new string('x', 1024 * 1024)));

        Assert.Equal([413, 413, 200], lines.Select(Status));
    }

    [Fact]
    public async Task Concurrent_values_are_300_with_every_sibling_and_bytes_are_base64()
    {
        var run = server.OwnRun();
        var context = (await server.PutAsync(run + "/data/twice?w=3", new { value = "base" }))["context"].GetString();
        await server.PutAsync(run + "/data/twice?w=3", new { value = "left", context });

        var lines = await BatchAsync(
            run,
            $"{{\"op\":\"put\",\"key\":\"twice\",\"value\":\"right\",\"context\":\"{context}\"}}\n{{\"op\":\"get\",\"key\":\"twice\"}}\n"
            + "{\"op\":\"put\",\"key\":\"bytes\",\"value\":\"AP8=\",\"encoding\":\"base64\",\"content_type\":\"image/png\"}\n{\"op\":\"get\",\"key\":\"bytes\"}");

        Assert.Equal(300, Status(lines[1]));
        Assert.Equal(2, lines[1].GetProperty("siblings").GetArrayLength());
        Assert.Equal(("AP8=", "base64", "image/png"), (Text(lines[3], "value"), Text(lines[3], "encoding"), Text(lines[3], "content_type")));
    }

    [Fact]
    public async Task A_client_that_waits_for_an_answer_before_it_sends_more_gets_it()
    {
        var pipe = new Pipe();
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.OwnRun() + "/data:batch") { Content = new StreamContent(pipe.Reader.AsStream()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        await SayAsync(pipe, Put("talk", "1"));
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var answers = new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token));

        Assert.Equal(200, Status(Json(await answers.ReadLineAsync(patience.Token))));
        await SayAsync(pipe, "{\"op\":\"get\",\"key\":\"talk\"}\n");
        Assert.Equal("1", Text(Json(await answers.ReadLineAsync(patience.Token)), "value"));
        await pipe.Writer.CompleteAsync();
        Assert.Null(await answers.ReadLineAsync(patience.Token));
    }

    [Fact]
    public async Task What_is_wrong_with_a_batch_as_a_whole_is_a_problem()
    {
        (await server.SendAsync(HttpMethod.Post, "/api/v1/data:batch", ServerFixture.Text("{}", "text/plain"))).IsProblem(415, "application/x-ndjson");
        (await server.SendAsync(HttpMethod.Post, "/api/v1/data:batch?w=2", Lines("{}"))).IsProblem(400, "use via");
        (await server.SendAsync(HttpMethod.Post, "/api/v1/data:batch?via=Z", Lines("{}"))).IsProblem(400, "the nodes are");
        Assert.Empty((await server.SendAsync(HttpMethod.Post, "/api/v1/data:batch", Lines("\n\r\n"))).Body);
    }

    [Fact]
    public async Task A_cluster_that_can_not_answer_says_so_line_by_line()
    {
        var run = server.OwnRun();
        var controls = server.Runs.Find(run.Split('/')[^1])!.Controls!;
        foreach (var node in new[] { "A", "B", "C", "D", "E" })
        {
            controls.Apply(new CrashAction(new NodeId(node), CrashLoss.Memory));
        }

        var down = await BatchAsync(run, Put("a", "1") + Put("b", "1"));
        controls.Pause();
        var paused = await BatchAsync(run, Put("a", "1"));

        Assert.All(down, line => Assert.Equal(503, Status(line)));
        Assert.Equal(409, Status(paused[0]));
    }

    private async Task<JsonElement[]> BatchAsync(string root, string lines)
    {
        var reply = await server.SendAsync(HttpMethod.Post, root + "/data:batch", Lines(lines));
        Assert.Equal((200, "application/x-ndjson"), (reply.Status, reply.MediaType));
        return [.. reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Json)];
    }

    private static StringContent Lines(string lines) => ServerFixture.Text(lines, "application/x-ndjson");

    private static string Put(string key, string value) => $"{{\"op\":\"put\",\"key\":\"{key}\",\"value\":\"{value}\"}}\n";

    private static async Task SayAsync(Pipe pipe, string text) => await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    private static JsonElement Json(string? line) => JsonDocument.Parse(line!).RootElement;

    private static int Status(JsonElement line) => line.GetProperty("status").GetInt32();

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
