// "soak --minutes 60 --clients 4 --seed 1": a cluster at work for long, which must not grow.
using System.Diagnostics;
using System.Globalization;
using DynamoKv.Benchmarks.Processes;

namespace DynamoKv.Benchmarks.Soak;

/// <summary>"soak --minutes 60 --clients 4 --seed 1": three processes at work for long, which must not grow.</summary>
internal static class SoakVerb
{
    private const int FewestSamples = 16;

    /// <summary>Runs the verb; 0 when nothing grew and nothing was broken, 1 when something was, 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (minutes, clients, seed) = (60.0, 4, 1UL);
        for (var index = 1; index + 1 < arguments.Length; index += 2)
        {
            switch (arguments[index])
            {
                case "--minutes" when double.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out minutes) && minutes > 0: break;
                case "--clients" when int.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out clients): break;
                case "--seed" when ulong.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out seed): break;
                default:
                    await Console.Error.WriteLineAsync("Say: soak --minutes 60 --clients 4 --seed 1.");
                    return 2;
            }
        }

        var folder = Directory.CreateTempSubdirectory("dynamokv-soak-");
        try
        {
            using var cluster = await RealCluster.StartAsync(3, folder.FullName);
            return await RunAsync(cluster, TimeSpan.FromMinutes(minutes), clients, seed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(RealCluster cluster, TimeSpan length, int clients, ulong seed)
    {
        using var load = new ClusterLoad(cluster, "soak", clients, seed);
        var samples = new List<ProcessSample>();
        var watch = Stopwatch.StartNew();
        using var moments = new PeriodicTimer(length / FewestSamples < TimeSpan.FromMinutes(1) ? length / FewestSamples : TimeSpan.FromMinutes(1));
        while (watch.Elapsed < length && await moments.WaitForNextTickAsync())
        {
            foreach (var sample in cluster.Nodes.Select(node => ProcessSample.Of(node, cluster.Folder, watch.Elapsed.TotalMinutes, load.Open)))
            {
                samples.Add(sample);
                Console.WriteLine(sample);
            }
        }

        var report = await load.JudgeAsync();
        var grown = GrowthRule.Problems(samples);
        Console.WriteLine(report);
        Console.WriteLine(grown.Count == 0 ? "Nothing grew." : string.Join('\n', grown));
        return report.Problems.Count + grown.Count == 0 ? 0 : 1;
    }
}
