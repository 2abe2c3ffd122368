// What a server that is a real node is made of. The one place where the parts of node mode are put together.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Web.Hosting.Chaos;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Live;

namespace DynamoKv.Web.Hosting;

/// <summary>Puts node mode together: the disk, the host, the transport, the way in, and what people see of it.</summary>
internal static partial class NodeServices
{
    /// <summary>How long a server has for its stop; the node itself takes a part of it.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    public static void AddNode(this IServiceCollection services, NodeSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(parts => StoresOf(settings, parts));
        services.AddSingleton<MemberBook>();
        services.AddSingleton(HostOf);
        services.AddSingleton<INodeHost>(parts => parts.GetRequiredService<NodeHost>());
        services.AddSingleton<IMessageReceiver>(parts => parts.GetRequiredService<NodeHost>());
        services.AddSingleton<JoinDesk>();
        services.AddSingleton(JoinerOf);
        services.AddSingleton<IReadiness, NodeReadiness>();
        NodeNetwork.AddTo(services, settings);
        if (settings.EnablesChaos)
        {
            services.AddSingleton<ChaosDisk>();
            services.AddSingleton(parts => new ChaosTime(parts.GetRequiredService<TimeProvider>()));
            // Late: the transport's answers to other members include what they ask of this desk.
            services.AddSingleton(parts => new Lazy<GrpcTransport>(parts.GetRequiredService<GrpcTransport>));
            services.AddSingleton<ChaosDesk>();
            services.AddSingleton<IFaultDesk>(parts => parts.GetRequiredService<ChaosDesk>());
            services.AddSingleton<INodeFaults>(parts => parts.GetRequiredService<ChaosDesk>());
        }

        services.AddLiveSession(new LiveOptions
        {
            ClusterName = settings.Cluster,
            Address = settings.Address,
            DataPath = settings.DataFolder is { } folder ? Path.Combine(folder, settings.Id.Value) : null,
        });
        services.AddHostedService<NodeRunner>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
    }

    private static IStoreFactory StoresOf(NodeSettings settings, IServiceProvider parts)
    {
        var stores = StoresOf(settings);
        return parts.GetService<ChaosDisk>() is { } disk ? new ChaosStores(stores, disk) : stores;
    }

    private static IStoreFactory StoresOf(NodeSettings settings) => settings.DataFolder is { } folder
        ? new SqliteStoreFactory(folder, SqliteStoreOptions.Default with
        {
            Durability = settings.IsFullyDurable ? SqliteDurability.Full : SqliteDurability.Normal,
        })
        : new MemoryStoreFactory();

    private static NodeHost HostOf(IServiceProvider parts)
    {
        var settings = parts.GetRequiredService<NodeSettings>();
        var log = parts.GetRequiredService<ILogger<NodeHost>>();
        var time = parts.GetService<ChaosTime>() ?? parts.GetRequiredService<TimeProvider>();
        return new NodeHost(settings.Id, settings.Behaviour, settings.Host, parts.GetRequiredService<IStoreFactory>(), time)
        {
            MembersChanged = parts.GetRequiredService<MemberBook>().Update,
            Watch = parts.GetRequiredService<IHostWatch>(),
            Failed = failure => LifeEnded(log, settings.Id.Value, failure.Message, failure is StoreFullException or StoreRefusedException ? null : failure),
        };
    }

    private static Joiner JoinerOf(IServiceProvider parts)
    {
        var settings = parts.GetRequiredService<NodeSettings>();
        return new Joiner(
            parts.GetRequiredService<INodeHost>(), parts.GetRequiredService<ISeedQuestions>(), settings.Seeds, settings.Join, parts.GetRequiredService<TimeProvider>());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A life of {Node} ended: {Reason}")]
    private static partial void LifeEnded(ILogger log, string node, string reason, Exception? failure);
}
