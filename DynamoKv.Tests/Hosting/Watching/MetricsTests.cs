// What /metrics tells, of a node and of the simulator.
using System.Diagnostics;
using DynamoKv.Engine.Hosting;
using DynamoKv.Tests.Api;
using DynamoKv.Tests.Hosting.Security;
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting.Watching;

public sealed class MetricsTests : IDisposable
{
    /// <summary>What operations.md promises of a node, in the names that the exporter makes.</summary>
    private static readonly string[] Promised =
    [
        "dynamokv_operations_total", "dynamokv_operation_duration_seconds", "dynamokv_quorum_misses_total", "dynamokv_read_siblings",
        "dynamokv_read_repairs_total", "dynamokv_hints_delivered_total", "dynamokv_hints_kept_total", "dynamokv_transfers", "dynamokv_transfers_completed_total",
        "dynamokv_merkle_exchanges_total", "dynamokv_gossip_rounds_total", "dynamokv_commit_inputs", "dynamokv_commit_duration_seconds",
        "dynamokv_host_queue_inputs", "dynamokv_host_messages_dropped_total", "dynamokv_process_memory_bytes", "dynamokv_node_working",
    ];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_tells_all_that_it_promises_by_the_rules_of_the_format()
    {
        await using var app = Build();
        await Soon(app.StartAsync(Token));
        var host = app.Services.GetRequiredService<INodeHost>();
        await Soon(host.PutAsync("cart", "milk"));
        await Soon(host.GetAsync("cart"));
        await Soon(host.GetAsync("nothing"));

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await client.GetAsync(new Uri("/metrics", UriKind.Relative), Token);
        var metrics = MetricsText.Read(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Empty(metrics.Problems);
        Assert.Empty(Promised.Except(metrics.Types.Keys));
        Assert.All(metrics.Types.Keys, name => Assert.True(name == "target_info" || name.StartsWith("dynamokv_", StringComparison.Ordinal), name));
        Assert.Equal(1, metrics["dynamokv_operations_total{kind=\"put\",outcome=\"success\"}"]);
        Assert.Equal(2, metrics["dynamokv_operations_total{kind=\"get\",outcome=\"success\"}"]);
        Assert.Equal(2, metrics["dynamokv_operation_duration_seconds_count{kind=\"get\",outcome=\"success\"}"]);
        Assert.Equal((2, 1), (metrics["dynamokv_read_siblings_count"], metrics["dynamokv_read_siblings_sum"]));
        Assert.Equal(1, metrics["dynamokv_storage_keys"]);
        Assert.Equal(1, metrics["dynamokv_node_working"]);
        Assert.True(metrics["dynamokv_commit_duration_seconds_count"] >= 2);
        Assert.Equal(metrics["dynamokv_commit_duration_seconds_count"], metrics["dynamokv_host_wait_seconds_count"]);
        Assert.True(metrics["dynamokv_host_handover_seconds_count"] >= 3);
        Assert.True(metrics["dynamokv_process_gc_pause_seconds_total"] >= 0);
        await Soon(app.StopAsync(Token));
    }

    [Fact]
    public async Task A_node_that_does_not_work_says_so_and_tells_nothing_that_it_does_not_know()
    {
        await using var app = Build();
        await Soon(app.StartAsync(Token));
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Soon(app.Services.GetRequiredService<NodeHost>().StopAsync());

        var metrics = MetricsText.Read(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token));

        Assert.Equal(0, metrics["dynamokv_node_working"]);
        Assert.DoesNotContain("dynamokv_storage_keys", metrics.Types.Keys);
        await Soon(app.StopAsync(Token));
    }

    [Fact]
    public async Task The_simulator_tells_of_its_main_run_under_the_same_names()
    {
        using var server = new ServerFixture();
        await server.PutAsync("/api/v1/data/cart", new { value = "milk" });
        await server.PutAsync(server.OwnRun() + "/data/other", new { value = "of another run" });

        var answer = await server.GetAsync("/metrics");
        var metrics = MetricsText.Read(answer.Text);

        Assert.Equal((200, "text/plain"), (answer.Status, answer.MediaType));
        Assert.Empty(metrics.Problems);
        Assert.Equal(1, metrics["dynamokv_operations_total{kind=\"put\",outcome=\"success\"}"]);
        Assert.Equal(5, metrics["dynamokv_nodes{condition=\"up\"}"]);
        Assert.DoesNotContain("dynamokv_host_inputs_total", metrics.Types.Keys);
    }

    [Fact]
    public async Task Metrics_need_the_scope_read_where_tokens_are_on()
    {
        using var server = new GuardedServer();
        (await server.GetAsync("/metrics")).IsProblem(401, "scope read");
        Assert.Equal(200, (await server.GetAsync("/metrics", ("Authorization", "Bearer reader"))).Status);
    }

    [Fact]
    public async Task A_trace_names_the_operation_and_its_outcome_but_no_key()
    {
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "DynamoKv",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (seen)
                    seen.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = Build("--id=traced");
        await Soon(app.StartAsync(Token));
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var body = ServerFixture.Text("{\"value\":\"secret-value\"}", "application/json");
        using var answer = await client.PutAsync(new Uri("/api/v1/data/secret-key", UriKind.Relative), body, Token);
        await Soon(app.StopAsync(Token));

        Activity[] mine;
        lock (seen)
            mine = [.. seen.Where(activity => Equals(activity.GetTagItem("dynamokv.node"), "traced"))];
        var one = Assert.Single(mine);
        Assert.Equal(("put", "success"), (one.GetTagItem("dynamokv.operation"), one.GetTagItem("dynamokv.outcome")));
        Assert.DoesNotContain(one.TagObjects, tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("--DynamoKv:Watching:OtlpEndpoint=nowhere")]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=ftp://collector")]
    public void A_collector_that_is_no_address_is_refused_in_a_sentence(string word) =>
        Assert.Contains("OtlpEndpoint", Assert.Throws<SettingException>(() => DynamoKvServer.Build([word])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_collector_that_is_not_there_keeps_no_node_from_starting_or_stopping()
    {
        await using var app = Build("--DynamoKv:Watching:OtlpEndpoint=http://127.0.0.1:1");
        await Soon(app.StartAsync(Token));
        await Soon(app.Services.GetRequiredService<INodeHost>().PutAsync("cart", "milk"));
        await Soon(app.StopAsync(Token));
    }

    private WebApplication Build(params string[] words) => DynamoKvServer.Build([.. CommandLine.Read(
    [
        "node", "--id=node-1", "--port=0", $"--data={_folder.Path}", "--DynamoKv:Quorum:N=1", "--DynamoKv:Quorum:R=1", "--DynamoKv:Quorum:W=1", .. words,
    ]).Arguments]);
}
