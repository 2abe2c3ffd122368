// Puts the transport between nodes into a web application.
using System.Net;
using DynamoKv.Engine.Networking;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DynamoKv.Web.Hosting.Networking;

/// <summary>Puts the transport between nodes into a web application.</summary>
public static class NodeTransportExtensions
{
    /// <summary>
    /// Adds the transport, and a port of its own that is open from the start of the application to its end. An
    /// <see cref="IMessageReceiver"/> and an <see cref="IPeerAnswers"/> have to be among the services.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">Who the node is. Where it says nothing, node ports are found by asking servers, and what happens is logged.</param>
    /// <param name="endpoint">Where to listen; see <see cref="NodeAddress.PortDistance"/>.</param>
    /// <param name="advertisedHost">Under which name others reach this machine; null: the address itself.</param>
    public static IServiceCollection AddNodeTransport(
        this IServiceCollection services, TransportOptions options, IPEndPoint endpoint, string? advertisedHost = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<NodePortFinder>();
        services.AddSingleton<TransportLog>();
        services.AddSingleton(provider => new GrpcTransport(
            options with
            {
                FindNodePort = options.FindNodePort ?? provider.GetRequiredService<NodePortFinder>().FindAsync,
                Noticed = options.Noticed ?? provider.GetRequiredService<TransportLog>().Write,
            },
            provider.GetRequiredService<IMessageReceiver>(), provider.GetRequiredService<IPeerAnswers>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITransport>(provider => provider.GetRequiredService<GrpcTransport>());
        services.AddSingleton<IPeerQuestions>(provider => provider.GetRequiredService<GrpcTransport>());
        services.AddSingleton<ISeedQuestions>(provider => provider.GetRequiredService<GrpcTransport>());
        services.AddSingleton(provider => new NodePortService(
            provider.GetRequiredService<GrpcTransport>(), endpoint, advertisedHost, provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<NodePortService>());
        return services;
    }

    /// <summary>Offers a transport's service at the endpoints of an application, which has to listen with HTTP/2.</summary>
    public static GrpcServiceEndpointConventionBuilder MapNodeTransport(this IEndpointRouteBuilder endpoints, GrpcTransport transport) =>
        endpoints.MapGrpcService(transport.Service);

    /// <summary>What <see cref="MapNodeTransport"/> needs of an application that is not <see cref="NodeListener"/>.</summary>
    public static IServiceCollection AddNodeService(this IServiceCollection services)
    {
        services.AddRoutingCore();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = GrpcTransport.MaxFrameBytes;
            grpc.MaxSendMessageSize = GrpcTransport.MaxFrameBytes;
            grpc.EnableDetailedErrors = false;
        });
        return services;
    }
}
