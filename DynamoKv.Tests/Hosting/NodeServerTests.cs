// A server that is a node: how it starts, serves, and stops.
using System.Net;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class NodeServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_starts_serves_stops_and_starts_again_with_what_it_had()
    {
        for (var life = 0; life < 2; life++)
        {
            await using var app = Build("--DynamoKv:Quorum:N=1", "--DynamoKv:Quorum:R=1", "--DynamoKv:Quorum:W=1");
            await Soon(app.StartAsync(Token));
            using var client = ClientOf(app);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/live", UriKind.Relative), Token)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Token)).StatusCode);
            var host = app.Services.GetRequiredService<INodeHost>();
            Assert.Equal(life == 0 ? [] : ["milk"], await host.ValuesAsync("cart"));
            await Soon(host.PutAsync("cart", "milk"));
            await Soon(app.StopAsync(Token));
        }
    }

    [Fact]
    public async Task A_node_that_knows_no_ring_is_alive_and_not_ready()
    {
        await using var app = Build("--seeds=http://127.0.0.1:9", "--no-join");
        await Soon(app.StartAsync(Token));
        using var client = ClientOf(app);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/live", UriKind.Relative), Token)).StatusCode);
        var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("belongs to no cluster yet", await ready.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        await Soon(app.StopAsync(Token));
    }

    [Fact]
    public async Task A_second_node_on_a_folder_ends_with_code_1_and_the_first_goes_on()
    {
        using var others = new SqliteStoreFactory(_folder.Path);
        using var first = others.Open(One);

        Assert.Equal(1, await Soon(DynamoKvServer.RunAsync(["node", "--id=node-1", "--port=0", $"--data={_folder.Path}"])));
        Assert.Equal(0, first.Statistics.Keys);
    }

    [Fact]
    public async Task A_damaged_database_ends_with_code_1_and_is_left_as_it_is()
    {
        var file = Path.Combine(_folder.Path, "node-1", "replica.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("Dear diary, ", 500)), Token);

        Assert.Equal(1, await Soon(DynamoKvServer.RunAsync(["node", "--id=node-1", "--port=0", $"--data={_folder.Path}"])));
        Assert.StartsWith("Dear diary", await File.ReadAllTextAsync(file, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_ends_with_code_1()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Token);
        Assert.Equal(1, await Soon(DynamoKvServer.RunAsync(["node", "--id=node-1", "--port=0", $"--data={file}"])));
    }

    [Fact]
    public void A_node_has_the_stores_and_the_bounds_that_are_configured()
    {
        using var app = (IDisposable)Build("--DynamoKv:Storage:Kind=memory", "--DynamoKv:Limits:MaxOpenRequests=7");
        var services = ((WebApplication)app).Services;
        Assert.IsType<MemoryStoreFactory>(services.GetRequiredService<IStoreFactory>());
        Assert.Equal(7, services.GetRequiredService<NodeSettings>().Host.MaxOpenRequests);
    }

    private WebApplication Build(params string[] words) =>
        DynamoKvServer.Build([.. CommandLine.Read(["node", "--id=node-1", "--port=0", $"--data={_folder.Path}", .. words]).Arguments]);

    private static HttpClient ClientOf(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };
}
