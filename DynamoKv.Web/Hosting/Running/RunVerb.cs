// The command "run": scenarios without a browser.
using System.Collections.Concurrent;
using System.Globalization;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>
/// The command "run": runs scenarios without a browser, judges them and writes down what came of them.
/// </summary>
internal static class RunVerb
{
    /// <summary>The exit code when something did not come as expected.</summary>
    public const int NotAsExpected = 1;

    /// <summary>The exit code when nobody can tell, or it could not run.</summary>
    public const int Unknown = 2;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1); // of virtual time, after which a run looks whether it is to stop

    /// <summary>Runs; gives the exit code.</summary>
    /// <exception cref="SettingException">When the words are wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken stop = default)
    {
        if (words.Any(word => word is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(RunOrder.Help);
            return 0;
        }

        var order = RunOrder.Read(words);
        if (await ReadAllAsync(order, errors) is not { } scenarios)
            return Unknown;

        var folder = order.Out is { } path ? ResultsFolder.Open(path, scenarios, order.Resumes) : null;
        var jobs = JobsOf(order, scenarios, folder?.Kept ?? []);
        var records = new ConcurrentBag<RunRecord>(folder?.Kept ?? []);
        await RunJobsAsync(order, jobs, folder, records, errors, stop);
        if (order.Out is not null)
            ResultsFolder.WriteSummary(order.Out, [.. records]);

        await TellAsync([.. records], output);
        return CodeOf([.. records]);
    }

    /// <summary>The exit code of runs.</summary>
    public static int CodeOf(IReadOnlyCollection<RunRecord> records) =>
        records.Any(record => record.AsExpected == false) ? NotAsExpected : records.Count == 0 || records.Any(record => record.AsExpected is null) ? Unknown : 0;

    /// <summary>Tells what came of runs: the table, and each verdict that is not as expected.</summary>
    public static async Task TellAsync(IReadOnlyCollection<RunRecord> records, TextWriter output)
    {
        foreach (var record in RunTable.Sorted(records).Where(record => record.AsExpected != true || records.Count == 1))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{record.Scenario}{(record.Cell.Length == 0 ? "" : $" ({record.Cell})")}, seed {record.Seed}:"));
            if (record.StoppedBecause is { } why)
                await output.WriteLineAsync($"  stopped: {why}");
            foreach (var verdict in record.Verdicts.Where(verdict => verdict.AsExpected != true || records.Count == 1))
                await output.WriteLineAsync($"  {verdict.Id} {verdict.Kind}: {verdict.Outcome}, {(verdict.Expected == "any" ? "nothing" : verdict.Expected)} expected: {verdict.Sentence}");
        }

        await output.WriteLineAsync();
        await output.WriteAsync(RunTable.ToText(records));
    }

    private static async Task<IReadOnlyList<ScenarioFile>?> ReadAllAsync(RunOrder order, TextWriter errors)
    {
        var files = order.Scenarios.SelectMany(path => Directory.Exists(path)
            ? Directory.GetFiles(path).Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal)
            : (IEnumerable<string>)[path]).ToArray();
        var scenarios = new List<ScenarioFile>();
        foreach (var path in files)
        {
            if (!File.Exists(path))
                throw new SettingException($"There is no file or folder '{path}'.");

            var (file, problems) = ScenarioReader.Read(await File.ReadAllTextAsync(path));
            foreach (var problem in problems)
                await errors.WriteLineAsync($"{path}: {problem}");
            if (file is not null)
                scenarios.Add(file with { Seed = order.Seed ?? file.Seed, Repeat = order.Repeat ?? file.Repeat });
        }

        if (scenarios.GroupBy(file => file.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SettingException($"Two scenarios are called '{twice.Key}': give one of them another name.");

        return scenarios.Count == files.Length && files.Length > 0 ? scenarios : null;
    }

    private static List<(ScenarioFile File, SweepCell Cell, ulong Seed)> JobsOf(RunOrder order, IReadOnlyList<ScenarioFile> scenarios, IReadOnlyList<RunRecord> kept)
    {
        var done = kept.Select(record => record.Key).ToHashSet();
        var all = scenarios.SelectMany(file => SweepCells.Of(file).SelectMany(cell => Enumerable.Range(0, file.Repeat).Select(index => (file, cell, unchecked(file.Seed + (ulong)index)))));
        return [.. all.Where((_, index) => index % order.Shard.Of == order.Shard.Part - 1).Where(job => !done.Contains((job.file.Name, job.cell.Title, job.Item3)))];
    }

    private static async Task RunJobsAsync(
        RunOrder order, List<(ScenarioFile File, SweepCell Cell, ulong Seed)> jobs, ResultsFolder? folder, ConcurrentBag<RunRecord> records, TextWriter errors, CancellationToken stop)
    {
        var all = jobs.Aggregate(TimeSpan.Zero, (sum, job) => sum + ScenarioRunner.EndOf(job.Cell.File));
        var progress = new RunProgress(errors, ReferenceEquals(errors, Console.Error) && !Console.IsErrorRedirected, jobs.Count, all);
        await Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = order.Parallel, CancellationToken = stop }, (job, cancelled) =>
        {
            records.Add(RunOne(job.File, job.Cell, job.Seed, folder, progress, cancelled));
            progress.End();
            return ValueTask.CompletedTask;
        });
        progress.Close();
    }

    private static RunRecord RunOne(ScenarioFile file, SweepCell cell, ulong seed, ResultsFolder? folder, RunProgress progress, CancellationToken stop)
    {
        using var runner = new ScenarioRunner(cell.File, seed, new MemoryStoreFactory()); // what happens is the same as on SQLite
        while (!runner.IsOver)
        {
            stop.ThrowIfCancellationRequested();
            var before = runner.Run.Now;
            runner.Advance(Slice);
            progress.Pass(runner.Run.Now - before);
        }

        var outcome = runner.Judge();
        var record = RunRecord.Of(file.Name, cell.Title, outcome);
        folder?.Add(record, runner, outcome, isFirst: seed == file.Seed);
        return record;
    }
}
