// "serve tail": where the time of a put goes, from little load to all there is.
using System.Globalization;
using DynamoKv.Benchmarks.Processes;
using static DynamoKv.Benchmarks.Serving.Sides;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>
/// Where the time of a put through one of three goes, at shares of the rate that the machine can do: what the client sees, what the
/// nodes say of their stages, and what the processors were asked for. A table of its own: nothing is compared.
/// </summary>
internal static class TailPart
{
    private const int Nodes = 3;
    private const double Mebi = 1024 * 1024;
    private static readonly double[] Shares = [0.05, 0.5, 1];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string folder)
    {
        Console.WriteLine();
        Console.WriteLine(
            "| puts, share of the full rate | client: p50, p99 | bare Kestrel at this rate | first node, mean ms | mean ms: wait for the loop, commit, handing over "
            + "| inputs a commit | ran a put: nodes, load tool | waited for a processor a put | turns a put | collections a node | processors busy, by others |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        using (var memory = await StartAsync(3, folder, "tail-memory", InMemory))
        {
            await RowsAsync("in memory", memory);
        }

        using var durable = await StartAsync(3, folder, "tail-durable", []);
        await RowsAsync("durable", durable);
        Console.WriteLine();
    }

    private static async Task RowsAsync(string kind, RealCluster cluster)
    {
        var bare = RealCluster.FreePorts(1)[0];
        using var server = await PeerProcess.BareAsync(bare);
        var full = await Puts("three", cluster).RoundAsync(WarmUp);
        await Side("bare", bare, Requests.Put).RoundAsync(Length);
        foreach (var share in Shares)
        {
            await RowAsync($"{kind}, {share:0%}", cluster, bare, share < 1 ? full.PerSecond * share : null);
        }

        var said = await NodeFigures.OfAsync([cluster.Nodes[0].Address]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {kind}, memory of the first node: {said["dynamokv_process_memory_bytes"] / Mebi:0} MiB resident | of it {said["dynamokv_process_gc_committed_bytes"] / Mebi:0} MiB the heap's, "
            + $"of which {said["dynamokv_process_gc_survived_bytes"] / Mebi:0} MiB outlived the last collection | | | | | | | | | |"));
    }

    private static async Task RowAsync(string name, RealCluster cluster, int bare, double? perSecond)
    {
        Uri[] nodes = [.. cluster.Nodes.Select(node => node.Address)];
        var (all, first) = (await NodeFigures.OfAsync(nodes), await NodeFigures.OfAsync(nodes[..1]));
        var (theirs, own, machine) = (ProcessorTimes.Watch([.. cluster.Nodes.Select(node => node.ProcessId)]), ProcessorTimes.Watch(Environment.ProcessId), ProcessorTimes.OfMachine());
        var seen = await new Load(PortOf(cluster), Requests.Put).RunAsync(Length, perSecond);
        var share = (ProcessorTimes.OfMachine() - machine) / seen.Seconds / Environment.ProcessorCount;
        var (tool, ran) = (own(), theirs());
        (first, all) = ((await NodeFigures.OfAsync(nodes[..1])).Since(first), (await NodeFigures.OfAsync(nodes)).Since(all));
        Tell(name, seen, await new Load(bare, Requests.Put).RunAsync(Length, perSecond ?? seen.PerSecond), first, all, ran, tool, share);
    }

    private static void Tell(string name, LoadFigures seen, LoadFigures beside, NodeFigures first, NodeFigures all, ProcessorTimes nodes, ProcessorTimes tool, double busy)
    {
        var (puts, ran) = (Math.Max(1, seen.Done), nodes.Ran + tool.Ran);
        var (pauses, collections) = (all["dynamokv_process_gc_pause_seconds_total"], Math.Max(1, all["dynamokv_process_gc_collections_total"]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name}: {seen.PerSecond:N0}/s | {seen.Milliseconds(0.5):0.0}, {seen.Milliseconds(0.99):0.0} ms | {beside.Milliseconds(0.5):0.0}, {beside.Milliseconds(0.99):0.0} ms "
            + $"| {Ms(first, "operation_duration")} "
            + $"| {Ms(all, "host_wait")}, {Ms(all, "commit_duration")}, {Ms(all, "host_handover")} | {all.Mean("dynamokv_commit_inputs"):0.0} "
            + $"| {nodes.Ran / puts * 1e6:0}, {tool.Ran / puts * 1e6:0} us "
            + $"| {(nodes.Waited + tool.Waited) / puts * 1e3:0.00} ms | {(double)(nodes.Turns + tool.Turns) / puts:0.0} "
            + $"| {collections / seen.Seconds / Nodes:0.0}/s of {pauses / collections * 1e3:0.0} ms | {busy:0%}, {Math.Max(0, busy - (ran / seen.Seconds / Environment.ProcessorCount)):0%} |"));
    }

    private static string Ms(NodeFigures figures, string histogram) =>
        (figures.Mean($"dynamokv_{histogram}_seconds") * 1e3).ToString("0.00", CultureInfo.InvariantCulture);
}
