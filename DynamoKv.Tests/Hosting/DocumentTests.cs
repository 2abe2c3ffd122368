// The document that a browser gets first.
using System.Text;
using DynamoKv.Tests.Api;

namespace DynamoKv.Tests.Hosting;

public sealed class DocumentTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_first_bytes_show_the_shell_and_load_nothing_from_elsewhere()
    {
        var reply = await server.GetAsync("/", ("Accept", "text/html"));
        var page = Encoding.UTF8.GetString(reply.Body);

        Assert.Equal((200, "text/html"), (reply.Status, reply.MediaType));
        Assert.Contains("Starting the cluster", page, StringComparison.Ordinal);
        Assert.Contains("_framework/blazor.web", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_gets_a_page_and_the_status_404()
    {
        var reply = await server.GetAsync("/nowhere/at/all", ("Accept", "text/html"));
        Assert.Equal((404, "text/html"), (reply.Status, reply.MediaType));
        Assert.Contains("Starting the cluster", Encoding.UTF8.GetString(reply.Body), StringComparison.Ordinal);
    }
}
