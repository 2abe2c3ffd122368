// Several hosts in one process.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

/// <summary>Three hosts that found one cluster, on stores in memory and a network in this process.</summary>
internal sealed class HostedCluster : IAsyncDisposable
{
    private readonly MemoryStoreFactory _stores = new();

    private HostedCluster(NodeOptions behaviour) => Hosts = [.. new[] { One, Two, Three }.Select(
        id => Host(_stores, behaviour, Founded(One, Two, Three), id))];

    public IReadOnlyList<NodeHost> Hosts { get; }

    public InProcessNetwork Network { get; } = new();

    public static async Task<HostedCluster> StartAsync(NodeOptions? behaviour = null)
    {
        var cluster = new HostedCluster(behaviour ?? Quick);
        var ways = cluster.Hosts.Select(cluster.Network.Join).ToArray();
        for (var index = 0; index < ways.Length; index++)
            await Soon(cluster.Hosts[index].StartAsync(ways[index]));

        return cluster;
    }

    public NodeHost this[NodeId id] => Hosts.Single(host => host.Id == id);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
        {
            await Soon(host.StopAsync());
            host.Dispose();
        }

        _stores.Dispose();
    }
}
