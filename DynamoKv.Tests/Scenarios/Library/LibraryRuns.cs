// The scenario library, run once for all tests that look at it.
using System.Collections.Concurrent;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Storage;
using DynamoKv.Tests.Architecture;

namespace DynamoKv.Tests.Scenarios.Library;

/// <summary>
/// Runs every cell and seed of every file in scenarios/, as many at one time as there are processors, on stores in
/// memory.
/// </summary>
public sealed class LibraryRuns
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<LibraryRun>> _runs = new(StringComparer.Ordinal);

    public LibraryRuns()
    {
        var jobs = Names.SelectMany(name => SweepCells.Of(Read(name)).SelectMany(cell => Enumerable.Range(0, cell.File.Repeat).Select(nth => (name, cell, Seed: cell.File.Seed + (ulong)nth))));
        Parallel.ForEach(jobs, job => _runs.GetOrAdd(job.name, _ => []).Add(Run(job.cell.File, job.Seed)));
    }

    /// <summary>The files' names, without their ending, sorted.</summary>
    public static string[] Names { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("scenarios"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>A file of the library.</summary>
    public static ScenarioFile Read(string name) => ScenarioReader.Require(TextOf(name));

    public static string TextOf(string name) => File.ReadAllText(Repository.PathOf($"scenarios/{name}.yaml"));

    /// <summary>What came of its runs.</summary>
    internal IReadOnlyCollection<LibraryRun> Of(string name) => _runs[name];

    internal static LibraryRun Run(ScenarioFile file, ulong seed)
    {
        using var runner = new ScenarioRunner(file, seed, new MemoryStoreFactory());
        runner.Advance(runner.End.SinceStart);
        var outcome = runner.Judge();
        return new LibraryRun(outcome, Stubborn(file, runner, outcome));
    }

    // Verdicts on histories that still fail when their witness is taken out.
    private static string[] Stubborn(ScenarioFile file, ScenarioRunner runner, RunOutcome outcome)
    {
        var evidence = runner.Gather();
        var failed = outcome.Verdicts.Where(verdict => verdict is { Outcome: Engine.Checking.Histories.VerdictOutcome.Fail, Witness.IsEmpty: false });
        return [.. failed
            .Select(verdict => (verdict, After: Judges.Judge(file.Assertions.Single(one => one.Id == verdict.Id), evidence.Without(verdict.Witness))))
            .Where(pair => pair.After.Outcome == Engine.Checking.Histories.VerdictOutcome.Fail)
            .Select(pair => $"{pair.verdict}\nwithout its witness still: {pair.After}")];
    }
}

/// <summary>What came of one run.</summary>
/// <param name="Stubborn">Verdicts that fail without their witness too.</param>
internal sealed record LibraryRun(RunOutcome Outcome, string[] Stubborn);
