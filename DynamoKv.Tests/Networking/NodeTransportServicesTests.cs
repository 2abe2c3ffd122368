// The transport as a service of a web application.
using System.Net;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Hosting.Networking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DynamoKv.Tests.Networking;

public sealed class NodeTransportServicesTests
{
    [Fact]
    public async Task A_node_that_listens_everywhere_has_to_say_where_it_is_reached()
    {
        await using var transport = new GrpcTransport(Member.Options("a"), new Inbox(), new Desk());

        await Assert.ThrowsAsync<ArgumentException>(() => NodeListener.StartAsync(transport, new IPEndPoint(IPAddress.Any, 0)));
        await using var listener = await NodeListener.StartAsync(transport, new IPEndPoint(IPAddress.Any, 0), "node-1.example");
        Assert.Equal($"http://node-1.example:{listener.Port}", listener.Address);
    }

    [Fact]
    public async Task An_application_with_the_transport_listens_and_talks_to_other_nodes()
    {
        await using var peer = await Member.StartAsync("peer");
        var inbox = new Inbox();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IMessageReceiver>(inbox);
        builder.Services.AddSingleton<IPeerAnswers>(new Desk());
        builder.Services.AddNodeTransport(
            Member.Options("app") with { FindNodePort = (address, _) => Task.FromResult(address) }, new IPEndPoint(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var transport = app.Services.GetRequiredService<GrpcTransport>();

        Assert.Equal(peer.Id, await transport.IntroduceAsync(peer.Address, CancellationToken.None));
        peer.Transport.SetMembers([(new("app"), app.Services.GetRequiredService<NodePortService>().Address!)]);
        peer.Transport.Send(new("app"), new Message.Ping());

        Assert.Equal((peer.Id, new Message.Ping()), await inbox.NextAsync());
        Assert.Same(transport, app.Services.GetRequiredService<ITransport>());
        Assert.Same(transport, app.Services.GetRequiredService<IPeerQuestions>());
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
