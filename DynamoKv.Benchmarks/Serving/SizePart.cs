// "serve size": what a node with many keys needs, and how fast it is back.
using System.Diagnostics;
using System.Globalization;
using static DynamoKv.Benchmarks.Serving.Sides;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>What a durable node with a million keys of 100 B needs of memory, and how long it takes from its start to being ready.</summary>
internal static class SizePart
{
    private const int Keys = 1_000_000;
    private const int Starts = 5;
    private const double MostMegabytes = 300;
    private const double MostSeconds = 3;

    public static async Task RunAsync(Comparison table, string folder)
    {
        using var one = await StartAsync(1, folder, "size", Alone);
        var node = one.Nodes[0];
        await StreamLoad.FillAsync(PortOf(one), Keys, Keys);
        Tell($"memory of a node that has taken {Keys:N0} keys of 100 B", Megabytes(node.ProcessId));
        var seconds = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await node.TerminateAsync();
            var watch = Stopwatch.StartNew();
            await node.StartAsync();
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        var middle = seconds.Order().ElementAt(Starts / 2);
        table.Line($"from start to ready with {Keys:N0} keys, median of {Starts}", string.Create(CultureInfo.InvariantCulture, $"{middle:0.0} s"), $"< {MostSeconds} s", middle < MostSeconds);
        await Puts("one", one).RoundAsync(TimeSpan.FromSeconds(10)); // what it needs at work, its trees built
        Tell($"memory of a node that was started with {Keys:N0} keys of 100 B, at work", Megabytes(node.ProcessId));

        void Tell(string row, double? megabytes) => table.Line(
            row, megabytes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0} MiB resident") : "unknown here", $"< {MostMegabytes} MiB", megabytes < MostMegabytes);
    }

    // Null where the system does not say.
    private static double? Megabytes(int process)
    {
        var status = $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(one => one.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
        return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
