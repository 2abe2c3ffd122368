// A folder with the results of runs.
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation.Logging;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>
/// A folder with the results of runs. results.jsonl gets a line when a run is over, so a killed process loses only
/// the runs that were under way.
/// The first run of each cell, and runs that did not come as expected, get a folder of their own with everything.
/// </summary>
internal sealed class ResultsFolder
{
    private const string Results = "results.jsonl";
    private const int MostUnexpected = 10;

    private readonly string _folder;
    private readonly Lock _gate = new();
    private int _unexpected;

    private ResultsFolder(string folder, IReadOnlyList<RunRecord> kept) => (_folder, Kept) = (folder, kept);

    /// <summary>Runs that the folder has already.</summary>
    public IReadOnlyList<RunRecord> Kept { get; }

    /// <summary>Opens a folder for the scenarios.</summary>
    /// <exception cref="SettingException">When it holds other results.</exception>
    public static ResultsFolder Open(string folder, IReadOnlyList<ScenarioFile> scenarios, bool resumes)
    {
        Directory.CreateDirectory(folder);
        var results = Path.Combine(folder, Results);
        if (File.Exists(results) && !resumes)
            throw new SettingException($"'{folder}' holds results already: give --resume to go on with them, or another folder.");

        foreach (var scenario in scenarios)
        {
            var (path, text) = (Path.Combine(folder, $"{scenario.Name}.yaml"), ScenarioWriter.Write(scenario));
            if (File.Exists(path) && File.ReadAllText(path) != text)
                throw new SettingException($"'{path}' is another version of the scenario '{scenario.Name}': results of the two can't stand in one folder.");

            File.WriteAllText(path, text);
        }

        var kept = Read(folder);
        if (File.Exists(results))
            File.WriteAllLines(results, kept.Select(record => record.ToLine())); // without the half line of a killed process

        return new ResultsFolder(folder, kept);
    }

    /// <summary>The runs of a folder.</summary>
    public static IReadOnlyList<RunRecord> Read(string folder)
    {
        var results = Path.Combine(folder, Results);
        return File.Exists(results) ? [.. File.ReadLines(results).Select(RunRecord.FromLine).OfType<RunRecord>()] : [];
    }

    /// <summary>A run is over.</summary>
    /// <param name="isFirst">Whether it has the first seed of its cell: then everything is kept.</param>
    public void Add(RunRecord record, ScenarioRunner runner, RunOutcome outcome, bool isFirst)
    {
        if (isFirst || (record.AsExpected != true && Interlocked.Increment(ref _unexpected) <= MostUnexpected))
            WriteAll(record, runner, outcome);

        lock (_gate)
            File.AppendAllText(Path.Combine(_folder, Results), record.ToLine() + "\n");
    }

    /// <summary>
    /// Writes what is made of all runs together; the same runs give the same files, in whatever order and parts they
    /// were made.
    /// </summary>
    public static void WriteSummary(string folder, IReadOnlyList<RunRecord> records)
    {
        var (sorted, results) = (Path.Combine(folder, "results.sorted"), Path.Combine(folder, Results));
        File.WriteAllLines(sorted, RunTable.Sorted(records).Select(record => record.ToLine()));
        File.Move(sorted, results, overwrite: true); // a process that is killed here leaves the one or the other
        File.WriteAllText(Path.Combine(folder, "results.csv"), RunTable.ToCsv(records));
        File.WriteAllText(Path.Combine(folder, "summary.txt"), RunTable.ToText(records));
    }

    private void WriteAll(RunRecord record, ScenarioRunner runner, RunOutcome outcome)
    {
        var run = runner.Run;
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "runs", Named(record))).FullName;
        using (var log = Text(folder, "log.jsonl"))
        {
            foreach (var entry in run.Log)
                log.WriteLine(LogLine.Format(entry));
        }

        using (var log = Text(folder, "shiviz.log"))
            ShivizLog.Write(run.Log, log);

        File.WriteAllText(Path.Combine(folder, "history.csv"), HistoryText.ToCsv(outcome.History));
        File.WriteAllText(Path.Combine(folder, "verdicts.json"), System.Text.Json.JsonSerializer.Serialize(record.Verdicts, RunJson.Default.IReadOnlyListVerdictRecord));
        File.WriteAllText(Path.Combine(folder, "latency.svg"), RunPlots.Latency(outcome).ToSvg());
        File.WriteAllText(Path.Combine(folder, "throughput.svg"), RunPlots.Throughput(outcome).ToSvg());
        File.WriteAllText(Path.Combine(folder, "replay.html"), ReplayPage.Of(record, runner.File.Summary, run.Nodes, run.Log, outcome));
    }

    private static StreamWriter Text(string folder, string name) =>
        new(Path.Combine(folder, name), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    private static string Named(RunRecord record)
    {
        var cell = new string([.. record.Cell.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        return string.Create(CultureInfo.InvariantCulture, $"{record.Scenario}{(cell.Length == 0 ? "" : "-")}{cell}-seed-{record.Seed}");
    }
}
