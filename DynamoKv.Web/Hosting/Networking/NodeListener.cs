// The port on which nodes talk to each other.
using System.Net;
using DynamoKv.Engine.Networking;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DynamoKv.Web.Hosting.Networking;

/// <summary>
/// The port on which nodes talk to each other: a web server of its own that knows HTTP/2 and this one service, no page and no
/// API. Without TLS a port speaks either HTTP/1.1 or HTTP/2, so it can't be the port of the pages (docs/adr/0015).
/// </summary>
public sealed class NodeListener : IAsyncDisposable
{
    private const int MaxConnections = 2_048;
    private const int StreamWindowBytes = 1 << 20;

    private readonly WebApplication _app;

    private NodeListener(WebApplication app, string address) => (_app, Address) = (app, address);

    /// <summary>Where it listens: http://host:port.</summary>
    public string Address { get; }

    /// <summary>The port.</summary>
    public int Port => new Uri(Address).Port;

    /// <summary>Begins to listen, and tells the transport where.</summary>
    /// <param name="transport">Whose conversations it takes; it has to be disposed before this.</param>
    /// <param name="endpoint">Where to listen; port 0: any.</param>
    /// <param name="advertisedHost">Under which name others reach this machine; null: the address itself, which must be a single one then.</param>
    /// <param name="logs">Where the web server's own warnings go; null: nowhere.</param>
    /// <exception cref="IOException">When the port is taken.</exception>
    public static async Task<NodeListener> StartAsync(
        GrpcTransport transport, IPEndPoint endpoint, string? advertisedHost = null, ILoggerFactory? logs = null)
    {
        if (advertisedHost is null && (endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any)))
            throw new ArgumentException("A node that listens on all addresses has to say under which name others reach it.", nameof(advertisedHost));

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Configure(server, endpoint));
        builder.Services.AddNodeService();
        if (logs is not null)
            builder.Services.AddSingleton(logs);

        var app = builder.Build();
        app.MapNodeTransport(transport);
        await app.StartAsync();
        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var listener = new NodeListener(app, new UriBuilder("http", advertisedHost ?? bound.Host, bound.Port).Uri.GetLeftPart(UriPartial.Authority));
        transport.Advertise(listener.Address);
        return listener;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions server, IPEndPoint endpoint)
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = MaxConnections;
        server.Limits.MaxRequestBodySize = null; // a stream has no end; its frames are bounded
        server.Limits.MinRequestBodyDataRate = null; // a peer may have nothing to say
        server.Limits.MinResponseDataRate = null;
        server.Limits.RequestHeadersTimeout = ServerLimits.HeaderTimeout;
        server.Limits.Http2.InitialStreamWindowSize = StreamWindowBytes;
        server.Limits.Http2.InitialConnectionWindowSize = 2 * StreamWindowBytes;
        server.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(10); // a caller whose machine is gone frees its place
        server.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        server.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
