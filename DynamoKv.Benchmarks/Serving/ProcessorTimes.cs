// What processes have had of the processors.
using System.Globalization;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>What processes have had of the processors between two moments (Linux).</summary>
/// <param name="Ran">Time on a processor, in seconds.</param>
/// <param name="Waited">Time for which their threads could have run and had no processor, in seconds.</param>
/// <param name="Turns">How often one of their threads was given a processor.</param>
internal readonly record struct ProcessorTimes(double Ran, double Waited, long Turns)
{
    private const double TicksASecond = 100;

    /// <summary>Begins to look; what it gives says what has come since. Of threads that end meanwhile the waiting is not known.</summary>
    public static Func<ProcessorTimes> Watch(params int[] processes)
    {
        var (ran, threads) = (RanOf(processes), Threads(processes));
        return () =>
        {
            var (waited, turns) = (0L, 0L);
            foreach (var (thread, now) in Threads(processes))
            {
                var before = threads.GetValueOrDefault(thread);
                (waited, turns) = (waited + now.Waited - before.Waited, turns + now.Turns - before.Turns);
            }

            return new ProcessorTimes(RanOf(processes) - ran, waited / 1e9, turns);
        };
    }

    /// <summary>For how many seconds the processors of this machine have worked since it began, whoever for.</summary>
    public static double OfMachine()
    {
        var words = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(Number).ToArray();
        return (words.Sum() - words[3] - words[4]) / TicksASecond;
    }

    private static double RanOf(int[] processes) => processes.Sum(process =>
    {
        var text = File.ReadAllText(Of(process, "stat"));
        var words = text[(text.LastIndexOf(')') + 2)..].Split(' '); // the name before it may hold anything
        return (Number(words[11]) + Number(words[12])) / TicksASecond;
    });

    private static Dictionary<string, (long Waited, long Turns)> Threads(int[] processes)
    {
        var threads = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        foreach (var thread in processes.SelectMany(process => Directory.EnumerateDirectories(Of(process, "task"))))
        {
            try
            {
                var words = File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ');
                threads[thread] = (Number(words[1]), Number(words[2]));
            }
            catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
            {
                // the thread ended meanwhile
            }
        }

        return threads;
    }

    private static string Of(int process, string file) => $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/{file}";

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
