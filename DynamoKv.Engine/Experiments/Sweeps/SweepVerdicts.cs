// The verdict on a cell.
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;

namespace DynamoKv.Engine.Experiments.Sweeps;

/// <summary>
/// The verdict on a cell: how many of its runs came as expected, and the first sentence that says why not.
/// </summary>
internal static class SweepVerdicts
{
    /// <summary>The row of a cell.</summary>
    public static ResultRow Row(string title, IReadOnlyList<(ExperimentPart Part, SweepRun Run)> runs, int wanted)
    {
        var expected = runs.Count(one => one.Run.AsExpected == true);
        var agrees = runs.Any(one => one.Run.AsExpected == false) ? Agreement.No : runs.Count < wanted || expected < runs.Count ? Agreement.Unknown : Agreement.Yes;
        return new ResultRow(
            title.Length == 0 ? "all assertions" : title, "", "", string.Create(CultureInfo.InvariantCulture, $"{expected:N0} of {runs.Count:N0} runs as expected"), "", runs.Count,
            agrees, Reason(runs));
    }

    private static string Reason(IReadOnlyList<(ExperimentPart Part, SweepRun Run)> runs)
    {
        foreach (var (part, run) in runs.OrderBy(one => one.Run.AsExpected ?? true))
        {
            var said = run.AsExpected == true
                ? run.Verdicts.FirstOrDefault()
                : run.Verdicts.FirstOrDefault(verdict => verdict.AsExpected != true);
            if (said is not null)
                return string.Create(CultureInfo.InvariantCulture, $"Seed {part.Seed}, {said.Id} {said.Kind}: {said.Outcome}. {said.Sentence}");
        }

        return runs.Count == 0 ? "No run is done." : "Nothing is asserted.";
    }
}
