// Prints the hash of each of many random runs, so that two processes can be compared.
using System.Globalization;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Benchmarks;

/// <summary>"hashes --seeds 50": one line a seed, the seed and the hash of its run's log.</summary>
internal static class HashesVerb
{
    /// <summary>Runs the verb; 0 when all seeds ran, 1 when the arguments are wrong.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not ["hashes", "--seeds", var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out var seeds))
        {
            Console.Error.WriteLine("Say how many: hashes --seeds 50.");
            return 1;
        }

        for (var seed = 1; seed <= seeds; seed++)
        {
            using var run = new SimulationRun(SwarmScenario.Create((ulong)seed), new MemoryStoreFactory());
            run.RunUntil(SwarmScenario.End);
            Console.WriteLine($"{seed} {run.LogHash()}");
        }

        return 0;
    }
}
