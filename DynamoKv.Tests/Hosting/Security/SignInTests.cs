// Signing in to the pages.
using System.Net.WebSockets;
using DynamoKv.Tests.Api;
using DynamoKv.Tests.Sessions;
using DynamoKv.Web.Api;
using DynamoKv.Web.Hosting.Security;

namespace DynamoKv.Tests.Hosting.Security;

public sealed class SignInTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    private static readonly (string, string) Page = ("Accept", "text/html");

    [Fact]
    public async Task A_page_sends_a_stranger_to_the_sign_in()
    {
        var reply = await server.GetAsync("/", Page);

        Assert.Equal((303, "/sign-in"), (reply.Status, reply.Headers["Location"]));
        Assert.Contains("<form method=\"post\" action=\"/sign-in\">", (await server.GetAsync("/sign-in", Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_signs_a_browser_in_with_a_cookie_that_scripts_and_other_sites_never_get()
    {
        var reply = await server.FormAsync(GuardedServer.Full);

        Assert.Equal((303, "/"), (reply.Status, reply.Headers["Location"]));
        var cookie = reply.Headers["Set-Cookie"];
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(GuardedServer.Full, cookie, StringComparison.Ordinal);
        Assert.Equal(200, (await server.GetAsync("/", Page, ("Cookie", cookie.Split(';')[0]))).Status);
    }

    [Theory]
    [InlineData("nobody", 401)]
    [InlineData("", 401)]
    [InlineData("reader", 403)]
    public async Task A_token_that_does_not_open_the_pages_signs_nobody_in(string token, int expected)
    {
        var reply = await server.FormAsync(token);

        Assert.Equal(expected, reply.Status);
        Assert.False(reply.Headers.ContainsKey("Set-Cookie"));
        Assert.Contains("role=\"alert\"", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_form_of_another_site_signs_nobody_in(string header, string value) =>
        Assert.Equal(401, (await server.FormAsync(GuardedServer.Full, (header, value))).Status);

    [Fact]
    public async Task A_form_that_breaks_off_is_no_token()
    {
        using var broken = ServerFixture.Text("--b\r\nContent-Disposition: form-data; na", "multipart/form-data");
        broken.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        Assert.Equal(401, (await server.SendAsync(HttpMethod.Post, "/sign-in", broken)).Status);
    }

    [Fact]
    public async Task Whoever_signs_out_is_out()
    {
        var cookie = await server.SignInAsync();

        Assert.Equal(303, (await server.SendAsync(HttpMethod.Post, "/sign-out", null, ("Cookie", cookie))).Status);

        Assert.Equal(303, (await server.GetAsync("/", Page, ("Cookie", cookie))).Status);
    }

    [Fact]
    public async Task The_circuit_of_a_page_is_for_those_who_signed_in()
    {
        Assert.Equal(401, (await server.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1")).Status);

        var cookie = await server.SignInAsync();
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", null, ("Cookie", cookie))).Status);
        Assert.Equal(403, (await server.GetAsync("/_blazor", ("Cookie", cookie), ("Origin", "http://evil.example"), ("Upgrade", "websocket"))).Status);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("writer", false)]
    [InlineData("reader", true)]
    public async Task The_web_socket_needs_the_scope_read(string? token, bool isLetIn)
    {
        var client = server.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = token is null ? default : "Bearer " + token;

        var connecting = client.ConnectAsync(new Uri("ws://localhost/ws"), TestContext.Current.CancellationToken);

        if (isLetIn)
        {
            using var socket = await connecting;
            Assert.Equal(WebSocketState.Open, socket.State);
        }
        else
        {
            Assert.Contains(token is null ? "401" : "403", (await Assert.ThrowsAsync<InvalidOperationException>(() => connecting)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_tokens_nobody_has_to_sign_in()
    {
        using var open = new ServerFixture();

        Assert.Equal(200, (await open.GetAsync("/", Page)).Status);
        Assert.Equal(303, (await open.GetAsync("/sign-in", Page)).Status);
    }

    [Fact]
    public void A_sign_in_ends_after_half_a_day_and_the_oldest_gives_way()
    {
        var time = new ManualTime();
        var sessions = new SignInSessions(time);
        var token = new AccessToken("t", AccessScope.Read) { Hash = [] };
        var first = sessions.Begin(token);

        Assert.Same(token, sessions.Find(first));
        time.Advance(SignInSessions.Life);
        Assert.Null(sessions.Find(first));

        var next = sessions.Begin(token);
        for (var more = 1; more < SignInSessions.MaxSessions; more++)
        {
            sessions.Begin(token);
        }

        Assert.Same(token, sessions.Find(next));
        sessions.Begin(token);
        Assert.Null(sessions.Find(next));
    }
}
