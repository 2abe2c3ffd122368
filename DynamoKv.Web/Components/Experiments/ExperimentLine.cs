// One row of the table of experiments.
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Sweeps;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions.Experiments;

namespace DynamoKv.Web.Components.Experiments;

/// <summary>One row of the table of experiments; a dash where there is nothing to say.</summary>
internal sealed record ExperimentLine(StoredExperiment Stored, string Verdict, string Seeds, string Quorums, string Faults, string P99, string Stale)
{
    private const string Nothing = "–";

    /// <summary>The row of an experiment.</summary>
    public static ExperimentLine Of(StoredExperiment stored, ExperimentDesk desk)
    {
        var made = desk.MadeOf(stored);
        var report = stored.Done == 0 ? null : desk.ReportOf(stored);
        var sweep = made as SweepExperiment;
        return new ExperimentLine(
            stored, report is null ? ExperimentWords.Of(Agreement.Unknown) : ExperimentWords.Of(report.Agrees), report?.Seeds ?? Nothing, sweep?.Quorums ?? Nothing,
            sweep is null ? Nothing : Words.Fill("{0}", sweep.SweptCells[0].File.Faults.Length), RangeOf(report, "get p99, ms", "{0:0.#} ms"), RangeOf(report, "stale reads", "{0:0.##%}"));
    }

    private static string RangeOf(ExperimentReport? report, string figure, string format)
    {
        double[] known = [.. report?.Cells.Select(cell => cell.Find(figure)?.Value).OfType<double>() ?? []];
        if (known.Length == 0)
            return Nothing;

        var (low, high) = (Words.Fill(format, known.Min()), Words.Fill(format, known.Max()));
        return low == high ? low : $"{low} … {high}";
    }
}
