// A folder with the results of experiments.
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;

namespace DynamoKv.Web.Hosting.Experiments;

/// <summary>
/// A folder with the results of experiments. Each part is a line of name.parts.jsonl as soon as it is done, so that a
/// killed process loses only
/// what was under way; the same experiment of the same size goes on from there.
/// </summary>
internal sealed class ExperimentFolder(string folder)
{
    private const char Between = '\t';
    private readonly Lock _gate = new();

    /// <summary>The parts that are there already. A half line, as of a killed process, counts as none.</summary>
    public SortedDictionary<int, string> Kept(IExperiment experiment)
    {
        var kept = new SortedDictionary<int, string>();
        if (!File.Exists(PathOf(experiment)))
            return kept;

        foreach (var line in File.ReadLines(PathOf(experiment)))
        {
            string[] fields = line.Split(Between);
            if (fields is [var number, var name, var text] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
                && part < experiment.Parts.Length && name == NameOf(experiment.Parts[part]) && text.EndsWith('}'))
            {
                kept[part] = text;
            }
        }

        File.WriteAllLines(PathOf(experiment), kept.Select(one => LineOf(experiment.Parts[one.Key], one.Value)));
        return kept;
    }

    /// <summary>A part is done.</summary>
    public void Add(IExperiment experiment, ExperimentPart part, string line)
    {
        lock (_gate)
            File.AppendAllText(PathOf(experiment), LineOf(part, line) + "\n");
    }

    /// <summary>Writes what came of it.</summary>
    public void Write(IExperiment experiment, ExperimentReport report)
    {
        File.WriteAllText(Path.Combine(folder, $"{experiment.Name}.csv"), ReportText.ToCsv(report));
        File.WriteAllText(Path.Combine(folder, $"{experiment.Name}.json"), ReportText.ToJson(experiment, report));
        File.WriteAllText(Path.Combine(folder, $"{experiment.Name}.md"), ReportText.ToMarkdown(experiment, report));
        for (var index = 0; index < report.Plots.Length; index++)
            File.WriteAllText(Path.Combine(folder, $"{experiment.Name}-{index + 1}.svg"), report.Plots[index].ToSvg());
    }

    private string PathOf(IExperiment experiment)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{experiment.Name}.parts.jsonl");
    }

    private static string LineOf(ExperimentPart part, string line) =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Number}{Between}{NameOf(part)}{Between}{line}");

    // What a part is: another size or another engine's plan has other parts.
    private static string NameOf(ExperimentPart part) =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Case} seed {part.Seed} n {part.Trials}");
}
