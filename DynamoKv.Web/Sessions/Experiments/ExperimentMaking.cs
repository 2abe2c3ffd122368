// From a stored definition to an experiment.
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Published;
using DynamoKv.Engine.Experiments.Sweeps;
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>From a stored definition to an experiment.</summary>
internal static class ExperimentMaking
{
    /// <summary>The most runs of one experiment.</summary>
    public const int MaxParts = 20_000;

    /// <summary>The experiment of a definition; null: this program knows none such, and the problem says why.</summary>
    public static IExperiment? Make(string name, ExperimentKind kind, string definition, out string problem)
    {
        var made = kind == ExperimentKind.Published
            ? OfPublished(name, definition, out problem)
            : OfScenario(definition, out problem);
        if (made is null || made.Parts.Length <= MaxParts)
            return made;

        problem = $"It has {made.Parts.Length:N0} runs: {MaxParts:N0} are the most.";
        return null;
    }

    private static IExperiment? OfPublished(string name, string size, out string problem)
    {
        problem = $"There is no published result '{name}' of the size '{size}'.";
        return Enum.TryParse<ExperimentSize>(size, out var known) ? PublishedResults.Find(name, known) : null;
    }

    private static SweepExperiment? OfScenario(string text, out string problem)
    {
        var (file, problems) = ScenarioReader.Read(text);
        problem = problems.FirstOrDefault()?.ToString() ?? "";
        return file is null ? null : new SweepExperiment(file);
    }
}
