// Runs many random clusters and tells which seeds broke a promise.
using System.Diagnostics;
using System.Globalization;
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Simulation.Swarm;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>"swarm --from 1 --count 10000" or "swarm --seed 123", all with "--log true" or "--mode dotted|vector_clock|last_write_wins".</summary>
internal sealed class SwarmVerb
{
    private readonly Lock _gate = new();
    private readonly Coverage _coverage = new();
    private int _failures;
    private long _steps;
    private long _acknowledged;
    private long _falseSiblings;
    private TimeSpan _longest;

    /// <summary>Runs the verb; 0 when everything held, 1 when something did not, 2 when the arguments are wrong.</summary>
    public static int Run(string[] arguments)
    {
        var (first, count, mode, showsLog) = (1UL, 200, VersionMode.Dotted, false);
        for (var index = 1; index + 1 < arguments.Length; index += 2)
        {
            switch (arguments[index])
            {
                case "--seed" when ulong.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out first): count = 1; break;
                case "--log" when bool.TryParse(arguments[index + 1], out showsLog): break;
                case "--from" when ulong.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out first): break;
                case "--count" when int.TryParse(arguments[index + 1], CultureInfo.InvariantCulture, out count): break;
                case "--mode" when Enum.TryParse(arguments[index + 1].Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out mode): break;
                default:
                    Console.Error.WriteLine("Say which: swarm --from 1 --count 10000, or swarm --seed 123; and --mode vector_clock for another mode.");
                    return 2;
            }
        }

        if (count < 1)
        {
            Console.Error.WriteLine($"--count is {count}: at least one seed has to be run.");
            return 2;
        }

        return new SwarmVerb { ShowsLog = showsLog }.Run(first, count, mode);
    }

    private bool ShowsLog { get; init; }

    private int Run(ulong first, int count, VersionMode mode)
    {
        var watch = Stopwatch.StartNew();
        Parallel.For(0, count, index => Judge(first + (ulong)index, mode));
        Console.Write(_coverage.ToTable());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} seeds, {_failures} failed; {_steps:N0} events, {_acknowledged:N0} acknowledged writes, {_falseSiblings:N0} false siblings; "
            + $"at rest after {_longest.TotalSeconds:0.0} s at most; {count / watch.Elapsed.TotalSeconds:0.0} seeds a second."));
        return _failures == 0 ? 0 : 1;
    }

    private void Judge(ulong seed, VersionMode mode)
    {
        try
        {
            Count(SwarmJudge.Judge(seed, mode));
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException)
        {
            lock (_gate)
            {
                _failures++;
                Console.WriteLine($"Seed {seed} broke the engine: {broken}\nRepeat it: {SwarmJudge.LineFor(seed)}");
            }
        }
    }

    private void Count(SwarmOutcome outcome)
    {
        lock (_gate)
        {
            foreach (var entry in ShowsLog ? outcome.Log : [])
                Console.WriteLine(LogLine.Format(entry));

            _coverage.Add(outcome.Coverage);
            _steps += outcome.Steps;
            _acknowledged += outcome.Verdict.AcknowledgedWrites;
            _falseSiblings += outcome.Verdict.FalseSiblings;
            _longest = outcome.SettledAfter > _longest ? outcome.SettledAfter : _longest;
            if (outcome.Report is { } report)
            {
                _failures++;
                Console.WriteLine(report);
            }
        }
    }
}
