// The command "bench": the simulator's speed on this machine.
using System.Diagnostics;
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>
/// The command "bench": measures the simulator on this machine, the way people use it: through scenarios. Medians of
/// three rounds after one that is thrown away.
/// </summary>
internal static class BenchVerb
{
    private const string Help = """
        bench: measures the simulator on this machine and says which machine that is. It takes about a minute.

          bench [--quick]

        --quick measures shorter runs: for a look whether it works, not for figures. DynamoKv.Benchmarks measures the parts.
        """;

    private const string Writes = """
        dynamokv: 1
        name: bench-writes
        until: 60s
        cluster: { hints: off, anti_entropy: off, gossip: off, reaping: off }
        workload: { clients: 16, rate: { open: 10000/s }, keys: { count: 1000 }, mix: { put: 1 }, put: { context: none } }
        """;

    private const string Minute = """
        dynamokv: 1
        name: bench-minute
        until: 60s
        settle: 1s
        workload: { clients: 4, rate: { open: 200/s }, keys: { count: 100, pick: { dist: zipf, s: 1.1 } }, put: { value_bytes: 64 } }
        assert: [ { id: a1, kind: no_lost_acked_writes }, { id: a2, kind: stale_reads, max: 100% } ]
        """;

    /// <summary>Measures; gives the exit code.</summary>
    /// <exception cref="SettingException">When a word is none that there is.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output)
    {
        if (words.Any(word => word is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(Help);
            return 0;
        }

        if (words.FirstOrDefault(word => word != "--quick") is { } stranger)
            throw new SettingException($"'bench' does not know '{stranger}': see bench --help.");

        var (rounds, slice, until) = words.Count > 0 ? (1, 0.1, 2) : (3, 10, 60);
        await output.WriteLineAsync(Machine.Name);
        var (events, writes) = Measured(TimeSpan.FromSeconds(slice), rounds);
        await SayAsync(output, "events", $"{events:N0} a second, one core, no log");
        await SayAsync(output, "quorum writes (3, 2, 2), whole protocol", $"{writes:N0} a second, one core, no log");
        var minute = ScenarioReader.Require(Minute) with { Until = TimeSpan.FromSeconds(until) };
        var what = $"{minute.Until.TotalSeconds:0} s of virtual time, 200 operations a second";
        await SayAsync(output, $"{what}, no log", $"{Median(rounds, () => Play(minute)):0.00} s");
        await SayAsync(output, $"{what}, with its log, judged", $"{Median(rounds, () => ScenarioRunner.RunToEnd(minute, minute.Seed)):0.00} s");
        var (alone, together) = Sweep(minute, 2 * Environment.ProcessorCount, rounds);
        await SayAsync(output, $"{2 * Environment.ProcessorCount} seeds, all cores against one", $"{alone / together:0.00} times as fast");
        return 0;
    }

    private static Task SayAsync(TextWriter output, string what, FormattableString figure) =>
        output.WriteLineAsync($"  {what + ":",-62} {figure.ToString(CultureInfo.InvariantCulture)}");

    private static (double Events, double Writes) Measured(TimeSpan slice, int rounds)
    {
        using var run = RunOf(ScenarioReader.Require(Writes));
        var (events, writes) = (0L, 0L);
        run.RunUntil(Instant.After(TimeSpan.FromSeconds(1)));
        var seconds = Median(rounds, () =>
        {
            var (stepsBefore, writesBefore) = (run.Steps, run.Workload.Writes);
            run.RunUntil(run.Now + slice);
            (events, writes) = (run.Steps - stepsBefore, run.Workload.Writes - writesBefore);
        });
        return (events / seconds, writes / seconds);
    }

    private static void Play(ScenarioFile file)
    {
        using var run = RunOf(file);
        run.RunUntil(Instant.After(file.Until));
    }

    private static (double Alone, double Together) Sweep(ScenarioFile file, int seeds, int rounds)
    {
        var alone = Median(rounds, () =>
        {
            for (var seed = 0; seed < seeds; seed++)
                ScenarioRunner.RunToEnd(file, (ulong)seed);
        });
        return (alone, Median(rounds, () => Parallel.For(0, seeds, seed => ScenarioRunner.RunToEnd(file, (ulong)seed))));
    }

    private static SimulationRun RunOf(ScenarioFile file) => new(file.ToScenario(), new MemoryStoreFactory(), new RunOptions { IsTracing = false });

    // Every round does the same work, so that seconds can be compared.
    private static double Median(int rounds, Action body)
    {
        body();
        var seconds = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            body();
            seconds[round] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return seconds.Order().ElementAt(rounds / 2);
    }
}
