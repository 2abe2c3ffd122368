// Tokens, scopes and cookies.
using System.Text;
using DynamoKv.Tests.Api.Riak;

namespace DynamoKv.Tests.Hosting.Security;

public sealed class AccessGuardTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    private const string Data = "/api/v1/data/k";

    [Fact]
    public async Task Without_a_token_a_request_is_told_what_it_needs()
    {
        var reply = (await server.AskAsync(HttpMethod.Get, Data, null)).IsProblem(401, "a token with the scope read");

        Assert.Equal("Bearer realm=\"dynamokv\"", reply.Headers["WWW-Authenticate"]);
    }

    [Theory]
    [InlineData("Bearer nobody")]
    [InlineData("Bearer ")]
    [InlineData("Bearer reader2")]
    [InlineData("Basic cmVhZGVyOnJlYWRlcg==")]
    [InlineData("reader")]
    public async Task A_token_that_is_not_known_is_refused(string authorization)
    {
        var reply = (await server.GetAsync(Data, ("Authorization", authorization))).IsProblem(401, "not known here");

        Assert.Contains("error=\"invalid_token\"", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", Data, "reader")]
    [InlineData("HEAD", Data, "reader")]
    [InlineData("GET", "/api/v1/status", "reader")]
    [InlineData("GET", "/gossip/members", "reader")]
    [InlineData("GET", "/openapi/v1.json", "reader")]
    [InlineData("GET", "/stats", "reader")]
    [InlineData("GET", "/buckets/b/keys/k", "reader")]
    [InlineData("PUT", Data, "writer")]
    [InlineData("DELETE", Data, "writer")]
    [InlineData("POST", "/api/v1/import", "writer")]
    [InlineData("PUT", "/buckets/b/keys/k", "writer")]
    [InlineData("DELETE", "/riak/b/k", "writer")]
    [InlineData("POST", "/api/v1/cluster/plan", "administrator")]
    [InlineData("POST", "/api/v1/merkle-tree/sync", "administrator")]
    [InlineData("POST", "/api/v1/runs/main/control", "administrator")]
    [InlineData("PUT", "/buckets/b/props", "administrator")]
    public async Task Only_the_scope_of_a_route_opens_it(string method, string path, string token)
    {
        foreach (var other in new[] { "reader", "writer", "administrator", "troublemaker" }.Except([token]))
        {
            var refused = await server.AskAsync(new HttpMethod(method), path, other);
            Assert.Equal(403, refused.Status);
            Assert.Contains("error=\"insufficient_scope\"", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }

        Assert.DoesNotContain((await server.AskAsync(new HttpMethod(method), path, token)).Status, new[] { 401, 403 });
    }

    [Fact]
    public async Task The_refusal_names_the_scope_that_is_missing()
    {
        (await server.AskAsync(HttpMethod.Put, Data, "reader")).IsProblem(403, "lacks the scope write");
        (await server.AskAsync(HttpMethod.Post, "/api/v1/data:batch", "reader")).IsProblem(403, "lacks the scope write");
        (await server.AskAsync(HttpMethod.Post, "/api/v1/data:batch", "troublemaker")).IsProblem(403, "lacks the scope read write");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/ping")]
    [InlineData("/app.css")]
    [InlineData("/sign-in")]
    public async Task What_probes_and_browsers_need_first_is_open(string path) => Assert.Equal(200, (await server.GetAsync(path)).Status);

    [Fact]
    public async Task A_token_in_the_address_is_of_no_use() =>
        (await server.GetAsync($"{Data}?access_token={GuardedServer.Full}")).IsProblem(401, "send it as 'Authorization");

    [Fact]
    public async Task Routes_for_programs_ignore_cookies()
    {
        var cookie = await server.SignInAsync();

        (await server.GetAsync(Data, ("Cookie", cookie))).IsProblem(401, "token");
        Assert.Equal(200, (await server.GetAsync("/openapi/v1.json", ("Cookie", cookie))).Status);
    }

    [Fact]
    public async Task A_riak_client_sends_its_token_as_password_and_is_answered_in_text()
    {
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("anybody:" + GuardedServer.Full));

        (await server.GetAsync("/buckets/b/keys/k")).Says(401, "This needs a token");
        (await server.GetAsync("/buckets/b/keys/k", ("Authorization", basic))).Says(404, "not found");
        (await server.GetAsync(Data, ("Authorization", basic))).IsProblem(401, "not known");
    }

    [Fact]
    public async Task What_is_refused_is_logged_in_a_category_of_its_own_without_token_or_key()
    {
        const string Secret = "a-secret-that-nobody-knows";
        await server.AskAsync(HttpMethod.Get, "/api/v1/data/private-key", Secret);
        await server.AskAsync(HttpMethod.Put, "/api/v1/data/private-key", "reader");
        await server.FormAsync(Secret);

        var lines = server.Lines.Where(line => line.Category == "DynamoKv.Security").Select(line => line.Text).ToList();
        Assert.Contains(lines, line => line.Contains("not known here was sent", StringComparison.Ordinal) && line.Contains("/data/{key}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("'token of 0' lacks the scope write", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Signing in failed", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Lines, line => line.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("private-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_sites_are_given_no_leave_to_read()
    {
        var asked = await server.SendAsync(
            HttpMethod.Options, Data, null, ("Origin", "http://evil.example"), ("Access-Control-Request-Method", "PUT"));
        var read = await server.SendAsync(HttpMethod.Get, Data, null, ("Origin", "http://evil.example"), ("Authorization", "Bearer reader"));

        Assert.DoesNotContain(asked.Headers.Keys.Concat(read.Headers.Keys), name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }
}
