// Table 4 of PBS through the nodes.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// Table 4 of PBS: how soon after a write reads are fresh, and how long reads and writes take, for four sets of
/// latencies and six quorums.
/// </summary>
/// <param name="trials">Writes of each cell; each key is read at four times after its write.</param>
public sealed class BoundedStaleness(int trials) : PublishedExperiment
{
    private const int PartTrials = 2000;
    private const int ModelTrials = 10; // for each trial of the nodes
    private const int GridPoints = 40;

    /// <inheritdoc/>
    public override string Name => "pbs-table-4";

    /// <inheritdoc/>
    public override string Title => "Bounded staleness: how soon a read is fresh";

    /// <inheritdoc/>
    public override string Claim =>
        "Partial quorums are fresh soon: N = 3, the 99.9th percentile of reads and writes, and the share of fresh reads at fixed times after a write.";

    /// <inheritdoc/>
    public override string Source =>
        "Bailis et al., VLDB 2012, table 4; shares at R = W = 1 from an independent simulation of ten million trials";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        PublishedTable.Cells.SelectMany((cell, index) => Cut(NameOf(cell), 1 + (1000 * (ulong)index), trials, PartTrials));

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var cell = PublishedTable.Cells.Single(cell => NameOf(cell) == part.Case);
        var times = FreshnessTimes.Of(cell.Set);
        var result = StalenessExperiment.Measure(PlanOf(cell, part, times), new MemoryStoreFactory(), stop);
        for (var point = 0; point < times.Length; point++)
            figures.Count(FreshName(cell, times[point]), result.Fresh[point]);

        figures.Add($"{part.Case} read", Tail.Of(result.Reads.AsSpan(), Keep(trials * times.Length)));
        figures.Add($"{part.Case} write", Tail.Of(result.Writes.AsSpan(), Keep(trials)));
        MeasureModel(cell, part, figures);
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures)
    {
        foreach (var cell in PublishedTable.Cells)
        {
            foreach (var time in FreshnessTimes.Of(cell.Set))
            {
                var (what, measured) = ($"{NameOf(cell)}: fresh after {Text(time)} ms", figures.Share(FreshName(cell, time)));
                yield return FreshnessTimes.Independent(cell, time) is { } known
                    ? ResultText.Share(what, null, known, measured)
                    : ResultText.Share(what, figures.Share(ModelName(cell, time)), measured);
            }

            yield return TailRow.Of($"{NameOf(cell)}: 99.9 % of reads within, ms", cell.Read, figures.TailOf($"{NameOf(cell)} model read"), figures.TailOf($"{NameOf(cell)} read"));
            yield return TailRow.Of($"{NameOf(cell)}: 99.9 % of writes within, ms", cell.Write, figures.TailOf($"{NameOf(cell)} model write"), figures.TailOf($"{NameOf(cell)} write"));
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<Plot> Plots(Figures figures) => LatencySet.Published.Select(set => new Plot
    {
        Title = $"{set.Name}: fresh reads, predicted and measured",
        XLabel = "time after the write was acknowledged (ms)",
        YLabel = "share of reads that are fresh",
        Lines = [.. PublishedTable.Cells.Where(cell => cell.Set == set && cell.R + cell.W <= 3).SelectMany(cell => Lines(cell, figures))],
    });

    private static IEnumerable<PlotLine> Lines(PublishedCell cell, Figures figures)
    {
        var grid = Grid(cell).Where(time => figures.Share(ModelName(cell, time)).Trials > 0);
        double[] times = [.. FreshnessTimes.Of(cell.Set).Where(time => figures.Share(FreshName(cell, time)).Trials > 0)];
        yield return new PlotLine($"R={cell.R} W={cell.W}, model", [.. grid.Select(time => (time, figures.Share(ModelName(cell, time)).Share))]);
        yield return new PlotLine($"R={cell.R} W={cell.W}, nodes", [.. times.Select(time => (time, figures.Share(FreshName(cell, time)).Share))])
        {
            IsMarksOnly = true,
            Spreads = [.. times.Select(time => figures.Share(FreshName(cell, time)).Wilson())],
        };
    }

    private void MeasureModel(PublishedCell cell, ExperimentPart part, Figures figures)
    {
        var random = new DeterministicRandom(part.Seed).Stream("model");
        var model = WarsModel.Simulate(cell.Set, 3, cell.R, cell.W, ModelTrials * part.Trials, random);
        foreach (var time in Grid(cell).Concat(FreshnessTimes.Of(cell.Set)).Distinct())
            figures.Count(ModelName(cell, time), model.FreshAfter(time));

        figures.Add($"{part.Case} model read", model.Reads.Tail(Keep(ModelTrials * trials)));
        figures.Add($"{part.Case} model write", model.Writes.Tail(Keep(ModelTrials * trials)));
    }

    private static IEnumerable<double> Grid(PublishedCell cell) =>
        Enumerable.Range(0, GridPoints + 1).Select(step => FreshnessTimes.Of(cell.Set)[^1] * step / GridPoints);

    private static StalenessPlan PlanOf(PublishedCell cell, ExperimentPart part, ImmutableArray<double> times)
    {
        var quorum = new Quorum(3, cell.R, cell.W);
        return new StalenessPlan
        {
            Scenario = cell.Set.Remote > 0
                ? StalenessPlan.ManySites(quorum, cell.Set, part.Seed)
                : StalenessPlan.ModelCluster(quorum, new NetworkOptions { Legs = cell.Set.ToLegs() }, part.Seed),
            DrawsSites = cell.Set.Remote > 0,
            Trials = part.Trials,
            ReadAfter = [.. times.Select(TimeSpan.FromMilliseconds)],
        };
    }

    private static int Keep(int count) => (int)Math.Ceiling(count * (1 - TailRow.Share) * 1.5) + 16;

    private static string NameOf(PublishedCell cell) => $"{cell.Set.Name} R={cell.R} W={cell.W}";

    private static string FreshName(PublishedCell cell, double time) => $"{NameOf(cell)} fresh {Text(time)}";

    private static string ModelName(PublishedCell cell, double time) => $"{NameOf(cell)} model {Text(time)}";

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
