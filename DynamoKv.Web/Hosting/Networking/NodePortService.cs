// Keeps the port between nodes open while the application runs.
using System.Net;
using DynamoKv.Engine.Networking;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting.Networking;

/// <summary>Keeps the port between nodes open while the application runs; open before services that were added later start.</summary>
public sealed class NodePortService(GrpcTransport transport, IPEndPoint endpoint, string? advertisedHost, ILoggerFactory logs)
    : IHostedService, INodePort
{
    private NodeListener? _listener;

    /// <summary>Where it listens; null: not yet.</summary>
    public string? Address => _listener?.Address;

    /// <summary>The port, which /api/v1/info tells as node_port; null: not yet.</summary>
    public int? Port => _listener?.Port;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        _listener = await NodeListener.StartAsync(transport, endpoint, advertisedHost, logs);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await transport.DisposeAsync();
        if (_listener is { } listener)
            await listener.DisposeAsync();
    }
}
