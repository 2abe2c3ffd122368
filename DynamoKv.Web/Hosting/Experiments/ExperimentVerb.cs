// The command "experiment": published results, measured again.
using System.Diagnostics;
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Published;
using DynamoKv.Engine.Experiments.Sweeps;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Web.Hosting.Administration;
using DynamoKv.Web.Hosting.Running;
using DynamoKv.Web.Sessions.Experiments;

namespace DynamoKv.Web.Hosting.Experiments;

/// <summary>
/// The command "experiment": measures published results again, or runs a scenario's sweep, and prints what came of it.
/// </summary>
internal static class ExperimentVerb
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

    /// <summary>Measures; gives the exit code.</summary>
    /// <exception cref="SettingException">When the words are wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken stop = default)
    {
        if (words.Any(word => word is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(ExperimentOrder.Help);
            return 0;
        }

        var order = ExperimentOrder.Read(words);
        var experiments = order.Names.Count == 0
            ? PublishedResults.Of(order.Size)
            : [.. order.Names.Select(name => Find(name, order.Size))];
        var reports = new List<ExperimentReport>();
        foreach (var experiment in experiments)
        {
            var watch = Stopwatch.StartNew();
            var report = await MeasureAsync(experiment, order, errors, stop);
            reports.Add(report);
            await TellAsync(experiment, report, output);
            await output.WriteLineAsync(Said($"\nagrees: {ReportText.Word(report.Agrees)}; seeds {report.Seeds}, {report.Parts:N0} parts, {watch.Elapsed.TotalSeconds:0.0} s\n"));
        }

        return reports.Any(report => report.Agrees == Agreement.No) ? RunVerb.NotAsExpected : reports.All(report => report.Agrees == Agreement.Yes) ? 0 : RunVerb.Unknown;
    }

    private static IExperiment Find(string name, ExperimentSize size)
    {
        if (PublishedResults.Find(name, size) is { } known)
            return known;
        if (!File.Exists(name))
            throw new SettingException($"There is no published result and no file '{name}': see experiment --help.");

        var (file, problems) = ScenarioReader.Read(File.ReadAllText(name));
        return file is not null
            ? new SweepExperiment(file)
            : throw new SettingException(string.Join('\n', problems.Select(problem => $"{name}: {problem}")));
    }

    private static async Task<ExperimentReport> MeasureAsync(IExperiment experiment, ExperimentOrder order, TextWriter errors, CancellationToken stop)
    {
        var folder = order.Out is { } path ? new ExperimentFolder(path) : null;
        var lines = folder?.Kept(experiment) ?? [];
        var (before, watch, toldAt) = (lines.Count, Stopwatch.StartNew(), TimeSpan.Zero);
        ExperimentPart[] missing = [.. experiment.Parts.Where(part => !lines.ContainsKey(part.Number))];
        await PartRunner.RunAsync(experiment, missing, order.Parallel, OnDone, stop);
        var report = experiment.Conclude(lines);
        folder?.Write(experiment, report);
        return report;

        void OnDone(ExperimentPart part, string line)
        {
            folder?.Add(experiment, part, line);
            lock (watch)
            {
                lines.Add(part.Number, line);
                if (watch.Elapsed - toldAt < TellEvery || lines.Count == experiment.Parts.Length)
                    return;

                toldAt = watch.Elapsed;
                var rate = new ProgressRate(lines.Count, experiment.Parts.Length, lines.Count - before, watch.Elapsed);
                errors.WriteLine(Said($"{experiment.Name}: {rate.Done:N0} of {rate.Parts:N0} parts, {rate.PerSecond:0.0} a second, {rate.Left?.TotalSeconds:0} s left"));
            }
        }
    }

    private static async Task TellAsync(IExperiment experiment, ExperimentReport report, TextWriter output)
    {
        await output.WriteLineAsync($"{experiment.Title} ({experiment.Name})\n{experiment.Claim}\n");
        var table = report.Cells.IsEmpty ? new TextTable("figure", "published", "independent", "measured", "95 % interval", "n", "agrees") : new TextTable("cell", "measured", "n", "agrees");
        foreach (var row in report.Rows)
        {
            if (report.Cells.IsEmpty)
                table.Add(row.What, row.Published, row.Independent, row.Measured, row.Interval, row.Trials, ReportText.Word(row.Agrees));
            else
                table.Add(row.What, row.Measured, row.Trials, ReportText.Word(row.Agrees));
        }

        table.Write(output);
        foreach (var row in report.Rows.Where(row => row.Agrees == Agreement.No))
            await output.WriteLineAsync($"  {row.What}: {row.Reason}");
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
