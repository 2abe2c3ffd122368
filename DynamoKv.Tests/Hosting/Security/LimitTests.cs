// Limits of the server: each is met by a request just past it.
using System.Net.Sockets;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Api;
using DynamoKv.Tests.Simulation;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DynamoKv.Tests.Hosting.Security;

/// <summary>Request line, headers, key and body are met in KeyFuzzTests; values and readers of /ws in DataRouteTests and WebSocketTests.</summary>
public sealed class LimitTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData(15, 400, "'value' must be a string")]
    [InlineData(16, 400, "not valid JSON")]
    public async Task Json_deeper_than_16_is_refused(int arrays, int status, string words)
    {
        var body = "{\"value\":" + new string('[', arrays) + new string(']', arrays) + "}";

        (await server.SendAsync(HttpMethod.Put, "/api/v1/data/deep", ServerFixture.Text(body, "application/json"))).IsProblem(status, words);
    }

    [Fact]
    public async Task A_page_of_a_scan_has_at_most_1000_entries() =>
        (await server.GetAsync("/api/v1/keys?limit=1001")).IsProblem(400, "from 1 to 1000");

    [Fact]
    public async Task A_context_of_more_than_256_entries_is_refused()
    {
        var context = "AQ" + new string('A', CausalContext.MaxTextLength);

        var reply = await server.SendAsync(HttpMethod.Put, "/api/v1/data/k", ServerFixture.Text("v", "text/plain"), ("X-Dynamo-Context", context));

        reply.IsProblem(400, "longer than");
    }

    [Fact]
    public void A_client_has_10_seconds_for_its_headers()
    {
        using var app = DynamoKvServer.Build(["--DynamoKv:Storage:Kind=memory", "--DynamoKv:Limits:MaxConnections=7"]) as IDisposable;

        var limits = ((WebApplication)app!).Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.Equal((TimeSpan.FromSeconds(10), 7L, 4 * 1024 * 1024L), (limits.RequestHeadersTimeout, limits.MaxConcurrentConnections, limits.MaxRequestBodySize));
    }

    [Fact]
    public async Task A_connection_too_many_is_closed_at_once()
    {
        using var small = new SmallServer();
        small.UseKestrel(0);
        small.StartServer();
        using var first = await ConnectAsync(small.ClientOptions.BaseAddress);
        using var second = await ConnectAsync(small.ClientOptions.BaseAddress);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(first), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(second), StringComparison.Ordinal);

        using var third = await ConnectAsync(small.ClientOptions.BaseAddress);

        Assert.Equal("", await AskAsync(third));
    }

    [Fact]
    public async Task A_page_too_many_is_told_to_come_back()
    {
        using var small = new SmallServer();
        var limit = small.Services.GetRequiredService<CircuitLimit>();
        await limit.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);

        var page = (await small.GetAsync("/", ("Accept", "text/html"))).IsProblem(503, "1 pages are open already");
        Assert.Equal("10", page.Headers["Retry-After"]);
        Assert.Equal(503, (await small.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1")).Status);
        Assert.Equal(StatusCodes.Status200OK, (await small.GetAsync("/api/v1/status")).Status);

        await limit.OnCircuitClosedAsync(null!, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await small.GetAsync("/", ("Accept", "text/html"))).Status);
    }

    [Fact]
    public async Task A_run_takes_a_hundred_nodes_and_no_more()
    {
        var run = server.Runs.Create(null);
        run.Controls!.SetSpeed(1);
        for (var number = run.Current.Head.Nodes.Count; number < 100; number++)
        {
            run.Controls.Apply(new StartNodeAction(new NodeId($"node-{number}")));
        }

        using var awake = run.KeepAwake();
        await foreach (var tick in run.WatchAsync(TestContext.Current.CancellationToken))
        {
            if (tick.Head.Nodes.Count == 100)
            {
                break; // each has said that it is there
            }
        }

        (await server.PostAsync($"/api/v1/runs/{run.Name}/cluster/join", new { node_id = "one-more", address = "http://one-more" })).IsProblem(409, "100 nodes already");
    }

    [Fact]
    public void A_run_with_too_many_waiting_events_stops_and_says_so()
    {
        using var run = Worlds.Start(DemoScenario.Create(), new RunOptions { MaxWaitingEvents = 3 });
        run.RunFor(60_000);

        Assert.False(run.Step());
        Assert.Contains("More than 3 events wait", run.StoppedBecause, StringComparison.Ordinal);
        Assert.Equal(1_000_000, new RunOptions().MaxWaitingEvents);
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>The beginning of the answer; empty: the connection was closed.</summary>
    private static async Task<string> AskAsync(TcpClient connection)
    {
        try
        {
            var stream = connection.GetStream();
            await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            var buffer = new byte[1_024];
            var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            return Encoding.ASCII.GetString(buffer, 0, read);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private sealed class SmallServer : ServerFixture
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("DynamoKv:Limits:MaxConnections", "2").UseSetting("DynamoKv:Limits:MaxCircuits", "1");
        }
    }
}
