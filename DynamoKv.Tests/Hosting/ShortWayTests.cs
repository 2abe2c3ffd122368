// Plain requests take a shorter way to the same answers.
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DynamoKv.Tests.Api;
using DynamoKv.Tests.Hosting.Security;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DynamoKv.Tests.Hosting;

public sealed class ShortWayTests(ServerFixture server, GuardedServer guarded) : IClassFixture<ServerFixture>, IClassFixture<GuardedServer>
{
    /// <summary>What two writes of the same never share: when they were, and what they are called.</summary>
    private static readonly string[] OfTheMoment = ["timestamp", "event_count", "dot", "context", "vector_clock", "siblings", "coordinator", "replication_result"];

    public static TheoryData<string> Bodies { get; } =
    [
        """{"value": "plain"}""",
        """{"value": ""}""",
        """ { "value" : "spaced" } """,
        """{"value": "\u0061 \"escaped\" \ud83d\ude00"}""",
        """{"value": "ünïcödé 😀"}""",
        """{"value": "<script>&'"}""",
        """{"value": "v", "context": null}""",
        """{"value": "v", "context": ""}""",
        """{"value": "v", "context": "###"}""",
        """{"value": "v", "ttl_seconds": 60}""",
        """{"value": "v", "ttl_seconds": 0}""",
        """{"value": "v", "value": "w"}""",
        """{"value": 1}""",
        """{"value": null}""",
        """{"value": "\ud83d"}""",
        """{"value": "v", "more": 1}""",
        """{"context": "x"}""",
        """{"value": "v"} x""",
        """{"value": "v"}{}""",
        """{"value": """,
        """["value"]""",
        """{"value": {"deep": 1}}""",
        """ """,
        "null",
        "{}",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_put_has_the_answer_of_its_long_form(string body)
    {
        var plain = await PutAsync("/api/v1/data/short", body);
        var full = await PutAsync("/api/v1/data/short?w=2", body);

        Assert.Equal(Lasting(full), Lasting(plain));
        Assert.Equal(full.Headers.Keys.Order(), plain.Headers.Keys.Order());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_on_both_ways()
    {
        byte[] body = [.. "{\"value\":\""u8, 0xff, 0xfe, .. "\"}"u8];

        Assert.Equal(Lasting(await PutAsync("/api/v1/data/short?w=2", body)), Lasting(await PutAsync("/api/v1/data/short", body)));
    }

    [Fact]
    public async Task A_get_has_the_answer_of_its_long_form()
    {
        await PutAsync("/api/v1/data/short-get?w=3", """{"value": "one"}""");

        foreach (var path in new[] { "/api/v1/data/short-get", "/api/v1/data/nobody-wrote-this" })
        {
            var (plain, full) = (await server.GetAsync(path), await server.GetAsync(path + "?r=2"));
            Assert.Equal(Lasting(full), Lasting(plain));
            Assert.Equal(full.Headers.Keys.Order(), plain.Headers.Keys.Order());
            Assert.Equal(full.Headers.GetValueOrDefault("ETag"), plain.Headers.GetValueOrDefault("ETag"));
        }
    }

    [Fact]
    public async Task A_context_that_is_sent_back_supersedes_what_was_read()
    {
        var first = await PutAsync("/api/v1/data/short-context", """{"value": "one"}""");
        var second = await PutAsync("/api/v1/data/short-context", JsonSerializer.Serialize(new { value = "two", context = first["context"].GetString() }));

        Assert.Equal(200, second.Status);
        Assert.Equal("two", (await server.GetAsync("/api/v1/data/short-context?r=3"))["value"].GetString());
    }

    [Fact]
    public async Task Who_may_not_is_refused_on_both_ways()
    {
        foreach (var (method, body) in new[] { (HttpMethod.Get, null), (HttpMethod.Put, """{"value": "v"}""") })
        {
            foreach (var headers in new (string, string)[][] { [], [("Authorization", "Bearer nobody-knows-this-token")], [("Authorization", "Basic x")] })
            {
                var plain = await guarded.SendAsync(method, "/api/v1/data/short", Json(body), headers);
                var full = await guarded.SendAsync(method, "/api/v1/data/short?timeout_ms=1000", Json(body), headers);
                Assert.Equal(401, plain.Status);
                Assert.Equal(Lasting(full), Lasting(plain));
            }
        }
    }

    [Fact]
    public async Task A_token_may_do_what_its_scopes_say_and_nothing_else()
    {
        Assert.Equal(200, (await guarded.AskAsync(HttpMethod.Put, "/api/v1/data/short-scope", "writer", Json("""{"value": "v"}"""))).Status);
        Assert.Equal(200, (await guarded.AskAsync(HttpMethod.Get, "/api/v1/data/short-scope", "reader")).Status);
        (await guarded.AskAsync(HttpMethod.Put, "/api/v1/data/short-scope", "reader", Json("""{"value": "v"}"""))).IsProblem(403, "write");
        (await guarded.AskAsync(HttpMethod.Get, "/api/v1/data/short-scope", "writer")).IsProblem(403, "read");
    }

    [Theory]
    [InlineData("GET", "/api/v1/data/plain", null, true)]
    [InlineData("PUT", "/api/v1/data/plain", """{"value": "v"}""", true)]
    [InlineData("PUT", "/api/v1/data/plain", """{"value": "v", "ttl_seconds": 9}""", false)]
    [InlineData("GET", "/api/v1/data/plain?r=1", null, false)]
    [InlineData("GET", "/api/v1/data/not%20plain", null, false)]
    [InlineData("GET", "/api/v1/data/a/b", null, false)]
    [InlineData("GET", "/api/v1/data/", null, false)]
    [InlineData("GET", "/api/v1/data:batch", null, false)]
    [InlineData("HEAD", "/api/v1/data/plain", null, false)]
    [InlineData("DELETE", "/api/v1/data/plain", null, false)]
    [InlineData("GET", "/api/v1/keys", null, false)]
    public async Task Only_what_is_plain_takes_the_short_way(string method, string target, string? body, bool isShort)
    {
        var wentOn = false;
        var way = new ShortWay(
            _ =>
            {
                wentOn = true;
                return Task.CompletedTask;
            },
            server.Runs, new AccessTokens([]), TimeProvider.System);
        var context = new DefaultHttpContext { RequestServices = server.Services };
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Method = method;
        context.Request.QueryString = new QueryString(target.Contains('?', StringComparison.Ordinal) ? target[target.IndexOf('?', StringComparison.Ordinal)..] : "");
        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.ContentLength = body.Length;
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        await way.InvokeAsync(context);

        Assert.Equal(isShort, !wentOn);
        using var rest = new StreamReader(context.Request.Body);
        Assert.Equal(isShort ? "" : body ?? "", await rest.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static StringContent? Json(string? body) => body is null ? null : new StringContent(body, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

    private static string Lasting(Reply reply)
    {
        var json = JsonNode.Parse(reply.Text)!.AsObject();
        foreach (var name in OfTheMoment.Where(_ => reply.Status is 200 or 404))
        {
            json.Remove(name);
        }

        json.Remove("timestamp");
        return $"{reply.Status} {reply.MediaType} {json.ToJsonString()}";
    }

    private Task<Reply> PutAsync(string path, string body) => PutAsync(path, Encoding.UTF8.GetBytes(body));

    private Task<Reply> PutAsync(string path, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
        return server.SendAsync(HttpMethod.Put, path, content);
    }
}
