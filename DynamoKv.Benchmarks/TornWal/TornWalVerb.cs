// "torn-wal --count 10000 --seed 1": databases as power cuts leave them.
using System.Globalization;

namespace DynamoKv.Benchmarks.TornWal;

/// <summary>"torn-wal --count 10000 --seed 1": opens databases as power cuts leave them.</summary>
internal static class TornWalVerb
{
    /// <summary>Runs the verb; 0 when nothing was wrong, 1 when something was, 2 when the arguments are wrong.</summary>
    public static int Run(string[] arguments)
    {
        var (count, seed) = (10_000, 1UL);
        for (var index = 1; index + 1 < arguments.Length; index += 2)
        {
            switch (arguments[index])
            {
                case "--count" when int.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out count): break;
                case "--seed" when ulong.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out seed): break;
                default:
                    Console.Error.WriteLine("Say: torn-wal --count 10000 --seed 1.");
                    return 2;
            }
        }

        var folder = Directory.CreateTempSubdirectory("dynamokv-torn-");
        try
        {
            var report = new TornWalTrial(folder.FullName, seed).Run(count);
            Console.WriteLine(report);
            return report.Problems.Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
