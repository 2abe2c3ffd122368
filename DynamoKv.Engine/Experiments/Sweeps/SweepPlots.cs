// The pictures of a sweep.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Reports;

namespace DynamoKv.Engine.Experiments.Sweeps;

/// <summary>
/// The pictures of a sweep: latency by cell on a logarithmic axis, and what was looked at every second, with the times
/// marked in which something was broken.
/// </summary>
internal static class SweepPlots
{
    private const int MostLines = 10;

    private static readonly string[] Quantiles = ["get p50, ms", "get p99, ms", "get p99.9, ms", "put p50, ms", "put p99, ms"];

    /// <summary>All of them.</summary>
    public static IEnumerable<Plot> Of(ScenarioFile file, ImmutableArray<SweepCellReport> cells, IReadOnlyList<(ExperimentPart Part, SweepRun Run)> runs)
    {
        if (cells.Length > 1)
            yield return Latency(file, cells);
        yield return Series("Divergence: keys whose replicas differ", SweepMeasure.Differing, runs);
        yield return Series("Handoff: hints that wait", SweepMeasure.Hints, runs);
    }

    private static Plot Latency(ScenarioFile file, ImmutableArray<SweepCellReport> cells)
    {
        var isNumber = file.Sweep.Length == 1 && cells.All(cell => Number(cell) is not null);
        return new Plot
        {
            Title = "How long clients waited, by cell",
            XLabel = isNumber ? file.Sweep[0].Path : "cell, in the order of the table",
            YLabel = "latency (ms)",
            IsYLogarithmic = true,
            Lines = [.. Quantiles.Select(name => new PlotLine(name, [.. Points(name)]))],
        };

        IEnumerable<(double X, double Y)> Points(string name)
        {
            for (var index = 0; index < cells.Length; index++)
            {
                if (cells[index].Find(name)?.Value is { } value)
                    yield return (isNumber ? Number(cells[index])!.Value : index + 1, value);
            }
        }
    }

    private static Plot Series(string title, string name, IReadOnlyList<(ExperimentPart Part, SweepRun Run)> runs)
    {
        var cells = runs.GroupBy(one => one.Part.Case).Take(MostLines).ToArray();
        return new Plot
        {
            Title = runs.Select(one => one.Part.Case).Distinct().Count() > MostLines ? $"{title} (the first {MostLines} cells)" : title,
            XLabel = "virtual time (s)",
            YLabel = "mean over the seeds",
            Bands = runs.Count == 0 ? [] : [.. runs[0].Run.Faults.Select(fault => new PlotBand(fault.What, fault.From, fault.Until))],
            Lines = [.. cells.Select(cell => new PlotLine(cell.Key.Length == 0 ? name : cell.Key, Means([.. cell.Select(one => one.Run.Series[name])])))],
        };
    }

    private static ImmutableArray<(double X, double Y)> Means(double[][] series) =>
        [.. Enumerable.Range(0, series.Min(one => one.Length) / 2).Select(index => (series[0][2 * index], Mean.Of(series.Select(one => one[(2 * index) + 1])).Value))];

    private static double? Number(SweepCellReport cell) =>
        double.TryParse(cell.Values[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
