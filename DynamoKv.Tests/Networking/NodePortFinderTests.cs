// How the node port of a server is found.
using DynamoKv.Web.Hosting.Networking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DynamoKv.Tests.Networking;

public sealed class NodePortFinderTests
{
    [Fact]
    public async Task A_server_that_says_its_node_port_is_believed()
    {
        await using var server = await ServerAsync("""{"node_port":7777,"node_host":"evil.example"}""");
        using var finder = new NodePortFinder();

        Assert.Equal("http://127.0.0.1:7777", await finder.FindAsync(server.Urls.Single(), CancellationToken.None));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"node_port":"x"}""")]
    [InlineData("""{"node_port":0}""")]
    [InlineData("no json")]
    public async Task A_server_that_does_not_say_it_has_it_a_thousand_above(string info)
    {
        await using var server = await ServerAsync(info);
        using var finder = new NodePortFinder();
        var port = new Uri(server.Urls.Single()).Port;

        Assert.Equal($"http://127.0.0.1:{port + 1_000}", await finder.FindAsync(server.Urls.Single(), CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_it_a_thousand_above()
    {
        using var finder = new NodePortFinder();

        Assert.Equal("http://127.0.0.1:1001", await finder.FindAsync("http://127.0.0.1:1", CancellationToken.None));
    }

    private static async Task<WebApplication> ServerAsync(string info)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/api/v1/info", () => Results.Text(info, "application/json"));
        await app.StartAsync();
        return app;
    }
}
