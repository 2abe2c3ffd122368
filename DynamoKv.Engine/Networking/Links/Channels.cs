// Connections to nodes.
using Grpc.Core;
using Grpc.Net.Client;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Makes connections: straight to the address, no proxy, no redirect, no cookie, HTTP/2 from the first byte.</summary>
internal static class Channels
{
    /// <summary>A connection to an address; opened when it is first used.</summary>
    public static GrpcChannel To(string address, TransportOptions options) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectWithin,
            KeepAlivePingDelay = options.PingAfter,
            KeepAlivePingTimeout = options.PingAfter,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        },
        DisposeHttpClient = true,
        Credentials = address.StartsWith("https:", StringComparison.Ordinal) ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
        MaxReceiveMessageSize = NodeService.MaxFrameBytes,
        MaxSendMessageSize = NodeService.MaxFrameBytes,
        MaxRetryAttempts = 1,
        ThrowOperationCanceledOnCancellation = true,
    });
}
