// The closed form of staleness through the nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>Only the write leg takes time, exponentially: then the share of stale reads has a closed form.</summary>
/// <param name="trials">Writes of each quorum; each key is read at twenty times.</param>
public sealed class ExponentialForm(int trials) : PublishedExperiment
{
    private const double Rate = 0.1; // per ms
    private const int Points = 20;
    private const int PartTrials = 1000;

    private static readonly ImmutableArray<(int R, int W)> Quorums = [(1, 1), (2, 1)];

    /// <inheritdoc/>
    public override string Name => "exponential-closed-form";

    /// <inheritdoc/>
    public override string Title => "Staleness by a closed form";

    /// <inheritdoc/>
    public override string Claim => "With exponential writes (mean 10 ms) and all else at once, a read t after the write is stale with C(N-W,R)/C(N,R) exp(-t R / 10 ms).";

    /// <inheritdoc/>
    public override string Source => "Bailis et al., VLDB 2012, sections 3 and 4; exact";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        Quorums.SelectMany((quorum, index) => Cut($"R={quorum.R} W={quorum.W}", 1 + (1000 * (ulong)index), trials, PartTrials));

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var (r, w) = Quorums.Single(one => $"R={one.R} W={one.W}" == part.Case);
        var set = new LatencySet("only W", LegDistribution.Exponential(Rate), LegDistribution.None, LegDistribution.None, LegDistribution.None);
        var result = StalenessExperiment.Measure(
            new StalenessPlan
            {
                Scenario = StalenessPlan.ModelCluster(new Quorum(3, r, w), new NetworkOptions { Legs = set.ToLegs() }, part.Seed),
                Trials = part.Trials,
                ReadAfter = [.. Enumerable.Range(0, Points).Select(point => TimeSpan.FromMilliseconds(TimeOf(point)))],
            },
            new MemoryStoreFactory(),
            stop);
        for (var point = 0; point < Points; point++)
            figures.Count($"{part.Case} {point}", result.Fresh[point]);
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures) =>
        from quorum in Quorums
        from point in Enumerable.Range(0, Points)
        select ResultText.Share(
            $"R={quorum.R} W={quorum.W}: fresh after {TimeOf(point)} ms", null, Expected(quorum, TimeOf(point)), figures.Share($"R={quorum.R} W={quorum.W} {point}"));

    /// <inheritdoc/>
    protected override IEnumerable<Plot> Plots(Figures figures)
    {
        yield return new Plot
        {
            Title = "Fresh reads by the closed form and through the nodes",
            XLabel = "time after the write was acknowledged (ms)",
            YLabel = "share of reads that are fresh",
            Lines = [.. Quorums.SelectMany(quorum => Lines(quorum, figures))],
        };
    }

    private static IEnumerable<PlotLine> Lines((int R, int W) quorum, Figures figures)
    {
        var points = Enumerable.Range(0, Points).ToArray();
        yield return new PlotLine($"R={quorum.R}, closed form", [.. points.Select(point => (TimeOf(point), Expected(quorum, TimeOf(point))))]);
        yield return new PlotLine($"R={quorum.R}, nodes", [.. points.Select(point => (TimeOf(point), figures.Share($"R={quorum.R} W={quorum.W} {point}").Share))])
        {
            IsMarksOnly = true,
            Spreads = [.. points.Select(point => figures.Share($"R={quorum.R} W={quorum.W} {point}").Wilson())],
        };
    }

    private static double TimeOf(int point) => 2.0 * point;

    private static double Expected((int R, int W) quorum, double time) =>
        1 - ClosedForms.StaleAfter(3, quorum.R, quorum.W, Rate, time);
}
