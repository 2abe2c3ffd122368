// "serve [rows] [--quick]": real nodes under load beside what they are to be compared with.
using System.Globalization;
using DynamoKv.Benchmarks.Processes;
using static DynamoKv.Benchmarks.Serving.Sides;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>"serve memory durable batch peers trouble growth size tail [--quick]": the table of real nodes, each row with both sides in one go.</summary>
internal static class ServeVerb
{
    private const string Usage = "Say: serve, or serve with some of memory, durable, batch, peers, trouble, growth, size, tail; --quick for short rounds.";

    /// <summary>The aims of the row before it, for a machine of any speed: they were set where a bare server answered 65,000 a second.</summary>
    private static readonly Aim BatchBesideBare = new(300_000 / 65_000.0, 100_000 / 65_000.0);
    private static readonly string[] Parts = ["memory", "durable", "batch", "peers", "trouble", "growth", "size", "tail"];

    /// <summary>Runs the verb; 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var isQuick = arguments.Contains("--quick", StringComparer.Ordinal);
        var chosen = arguments.Skip(1).Where(word => word != "--quick").ToList();
        if (chosen.Except(Parts, StringComparer.Ordinal).Any())
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var table = new Comparison(Console.Out, isQuick ? 3 : 5, TimeSpan.FromSeconds(isQuick ? 2 : 5));
        table.Open();
        var folder = Directory.CreateTempSubdirectory("dynamokv-serve-");
        try
        {
            foreach (var part in chosen.Count == 0 ? Parts : [.. chosen])
            {
                await (part switch
                {
                    "memory" => MemoryAsync(table, folder.FullName),
                    "durable" => DurableAsync(table, folder.FullName),
                    "batch" => BatchAsync(table, folder.FullName),
                    "peers" => PeersAsync(table, folder.FullName),
                    "trouble" => TroublePart.RunAsync(table, folder.FullName),
                    "tail" => TailPart.RunAsync(folder.FullName),
                    "growth" => GrowthPart.RunAsync(table, folder.FullName),
                    _ => SizePart.RunAsync(table, folder.FullName),
                });
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return table.Close() ? 0 : 1;
    }

    private static async Task MemoryAsync(Comparison table, string folder)
    {
        using var three = await StartAsync(3, folder, "memory-three", InMemory);
        using var one = await StartAsync(1, folder, "memory-one", [.. InMemory, .. Alone]);
        var bare = RealCluster.FreePorts(1)[0];
        using var server = await PeerProcess.BareAsync(bare);
        await Task.WhenAll(FillAsync(three), FillAsync(one));
        await table.LineAsync("in memory: put through one of three / one node alone", Puts("three", three), Puts("one", one), new Aim(0.60, 0.45));
        await table.LineAsync("in memory: put on one node / bare Kestrel", Puts("one", one), Side("bare", bare, Requests.Put), new Aim(0.9, 0.6));
        await table.LineAsync("in memory: get with R=2 of three / one node alone", Gets("three", three), Gets("one", one), new Aim(0.70, 0.5));
        await HalfLoadAsync(table, "in memory", three, 3);
    }

    private static async Task DurableAsync(Comparison table, string folder)
    {
        using var three = await StartAsync(3, folder, "durable-three", []);
        using var one = await StartAsync(1, folder, "durable-one", Alone);
        await table.LineAsync("durable: put of three / one node alone", Puts("three", three), Puts("one", one), new Aim(0.60, 0.4));
        await HalfLoadAsync(table, "durable", three, 10);
    }

    private static async Task HalfLoadAsync(Comparison table, string kind, RealCluster cluster, double milliseconds)
    {
        var full = await Puts("three", cluster).RoundAsync(TimeSpan.FromSeconds(3));
        var load = new Load(PortOf(cluster), Requests.Put);
        await table.LineAsync(
            $"{kind}: 99th percentile of puts at half load",
            new Side("three", length => load.RunAsync(length, full.PerSecond / 2)),
            figures => (Tail(figures), figures.Milliseconds(0.99) < milliseconds, true),
            $"< {milliseconds} ms");
    }

    private static string Tail(LoadFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.Milliseconds(0.99):0.0} ms at {figures.PerSecond:N0}/s, half of them within {figures.Milliseconds(0.5):0.0} ms");

    private static async Task BatchAsync(Comparison table, string folder)
    {
        using (var memory = await StartAsync(3, folder, "batch-memory", InMemory))
        {
            await table.LineAsync("in memory: batch stream through one of three", Batches(memory), Rate(300_000, 100_000), ">= 300,000 keys/s, floor 100,000");
            var bare = RealCluster.FreePorts(1)[0];
            using var server = await PeerProcess.BareAsync(bare);
            await table.LineAsync("in memory: batch stream, keys / puts of bare Kestrel", Batches(memory), Side("bare", bare, Requests.Put), BatchBesideBare);
        }

        using var durable = await StartAsync(3, folder, "batch-durable", []);
        await table.LineAsync("durable: batch stream through one of three", Batches(durable), Rate(150_000, 50_000), ">= 150,000 keys/s, floor 50,000");
        if (Peer("redis-server"))
        {
            var port = RealCluster.FreePorts(1)[0];
            using var redis = await PeerProcess.RedisAsync(port, folder);
            await table.LineAsync(
                "durable: batch stream / redis that syncs always, pipelined by 16", Batches(durable),
                new Side("redis", length => StreamLoad.RedisAsync(port, length)), new Aim(0.5, 0));
        }
    }

    private static async Task PeersAsync(Comparison table, string folder)
    {
        if (!Peer("etcd"))
        {
            return;
        }

        var ports = RealCluster.FreePorts(6);
        var (clients, peers) = (ports[..3], ports[3..]);
        using var three = await StartAsync(3, folder, "peers-three", []);
        var members = await Task.WhenAll(Enumerable.Range(0, 3).Select(index => PeerProcess.EtcdAsync(index, clients, peers, folder)));
        try
        {
            await Task.WhenAll(FillAsync(three), new Load(clients[0], Requests.EtcdPut).FillAsync());
            await table.LineAsync("durable: put of three / etcd", Puts("three", three), Side("etcd", clients[0], Requests.EtcdPut), new Aim(4, 2));
            await table.LineAsync("durable: get with R=2 / etcd", Gets("three", three), Side("etcd", clients[0], Requests.EtcdGet), new Aim(4, 2));
        }
        finally
        {
            Array.ForEach(members, member => member.Dispose());
        }
    }
}
