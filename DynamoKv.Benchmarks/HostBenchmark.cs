// The host of a real node: puts a second through one, and through one of three in this process.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>256 writers in this process, no HTTP and no sockets: what the loop, the node and the disk leave for them.</summary>
internal static class HostBenchmark
{
    private const int Writers = 256;
    private const int Keys = 100_000;

    /// <summary>Measures one node and three, in memory and with every commit synced.</summary>
    public static void Run(Report report)
    {
        Measure(report, nodes: 1, isDurable: false, puts: 100_000);
        Measure(report, nodes: 3, isDurable: false, puts: 50_000);
        Measure(report, nodes: 1, isDurable: true, puts: 50_000);
        Measure(report, nodes: 3, isDurable: true, puts: 20_000);
    }

    private static void Measure(Report report, int nodes, bool isDurable, int puts)
    {
        var folder = Directory.CreateTempSubdirectory("dynamokv-benchmark-").FullName;
        try
        {
            using IStoreFactory stores = isDurable ? new SqliteStoreFactory(folder) : new MemoryStoreFactory();
            var hosts = StartAsync(stores, nodes).GetAwaiter().GetResult();
            var written = 0;
            var measured = Measurement.Of(() => PutAsync(hosts[0], puts, written += puts).GetAwaiter().GetResult());
            var figures = hosts[0].Figures;
            report.Line(
                $"host: put through one of {nodes}, {(isDurable ? "SQLite, every commit synced" : "memory")}, {Writers} writers, "
                + $"{(double)figures.Inputs / figures.Batches:N0} inputs a commit",
                measured);
            foreach (var host in hosts)
            {
                host.StopAsync().GetAwaiter().GetResult();
                host.Dispose();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<NodeHost[]> StartAsync(IStoreFactory stores, int nodes)
    {
        var network = new Dictionary<NodeId, NodeHost>();
        var ids = Enumerable.Range(1, nodes).Select(number => new NodeId($"node-{number}")).ToArray();
        var options = NodeHostOptions.Default with { Founders = [.. ids.Select(id => new Founder(new RingMember(id), $"http://{id}"))] };
        var behaviour = NodeOptions.Everything with { Quorum = nodes == 1 ? new Quorum(1, 1, 1) : new Quorum(3, 2, 2) };
        foreach (var id in ids)
        {
            network.Add(id, new NodeHost(id, behaviour, options, stores));
        }

        foreach (var host in network.Values)
        {
            await host.StartAsync(new Straight(network, host.Id));
        }

        return [.. network.Values];
    }

    private static async Task<long> PutAsync(NodeHost host, int puts, int first)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number <= puts; number = Interlocked.Increment(ref next))
            {
                var (key, value) = (Key.Of($"key-{(first + number) * 7_919L % Keys:D6}"), Value(first + number));
                var answer = await host.SubmitAsync(
                    id => new ClientRequest.Put(id, key, RequestOptions.None, value, null, OnlyIfAbsent: false), CancellationToken.None);
                if (answer is not ClientResponse.Written)
                {
                    throw new InvalidOperationException($"A put ended as {answer.GetType().Name}.");
                }
            }
        })));
        return puts;
    }

    private static WriteContent Value(int number)
    {
        var value = new byte[100];
        BitConverter.TryWriteBytes(value, number); // a store skips a write of the same bytes
        return new WriteContent(value, WriteContent.TextContentType);
    }

    private sealed class Straight(Dictionary<NodeId, NodeHost> network, NodeId sender) : ITransport
    {
        public void Send(NodeId receiver, Message message) => network[receiver].TryReceive(sender, message);
    }
}
