// "serve growth": what a write costs after many of them, and among many keys.
using DynamoKv.Benchmarks.Processes;
using static DynamoKv.Benchmarks.Serving.Sides;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>What a write costs after many of them, and among many keys: a cluster that has seen much beside one that has seen little.</summary>
internal static class GrowthPart
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;

    public static async Task RunAsync(Comparison table, string folder)
    {
        using var young = await FilledAsync(folder, "young", Few, Few);
        using (var old = await FilledAsync(folder, "old", Few, Many))
        {
            await table.LineAsync(
                $"durable: put of three after {Many:N0} writes / after {Few:N0}", Puts("old", old), Puts("young", young), new Aim(0.9, 0.7));
        }

        using var full = await FilledAsync(folder, "full", Many, Many);
        await table.LineAsync(
            $"durable: put of three with {Many:N0} keys / with {Few:N0}", Side("full", PortOf(full), Requests.PutsOver(Many)), Puts("young", young), new Aim(0.8, 0.6));
    }

    private static async Task<RealCluster> FilledAsync(string folder, string name, int keys, int writes)
    {
        var cluster = await StartAsync(3, folder, name, []);
        await StreamLoad.FillAsync(PortOf(cluster), keys, writes);
        return cluster;
    }
}
