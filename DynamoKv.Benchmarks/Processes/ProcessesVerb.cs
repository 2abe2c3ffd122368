// "processes --kills 200 --clients 4 --seed 1": a storm over real processes.
using System.Globalization;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>"processes --kills 200 --clients 4 --seed 1": a storm over three real processes on this machine.</summary>
internal static class ProcessesVerb
{
    /// <summary>Runs the verb; 0 when nothing was broken, 1 when something was, 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (kills, clients, seed) = (200, 4, 1UL);
        for (var index = 1; index + 1 < arguments.Length; index += 2)
        {
            switch (arguments[index])
            {
                case "--kills" when int.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out kills): break;
                case "--clients" when int.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out clients): break;
                case "--seed" when ulong.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out seed): break;
                default:
                    await Console.Error.WriteLineAsync("Say: processes --kills 200 --clients 4 --seed 1.");
                    return 2;
            }
        }

        var folder = Directory.CreateTempSubdirectory("dynamokv-storm-");
        try
        {
            using var cluster = await RealCluster.StartAsync(3, folder.FullName);
            var report = await new ProcessStorm(cluster, seed).RunAsync(kills, clients);
            Console.WriteLine(report);
            return report.Load.Problems.Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
