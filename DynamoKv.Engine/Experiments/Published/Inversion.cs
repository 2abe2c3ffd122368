// New/old inversion through the nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Node;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// New/old inversion: a quorum that overlaps is no atomic register unless reads repair before they answer.
/// </summary>
/// <param name="trials">Of each case.</param>
public sealed class Inversion(int trials) : PublishedExperiment
{
    private const int PartTrials = 5000;

    private static readonly ImmutableArray<(string Case, double Write, ReadRepairMode Repair, double Known)> Cases =
    [
        ("writes of 10 ms, the rest 1 ms", 10, ReadRepairMode.Off, 0.0607),
        ("all legs 1 ms", 1, ReadRepairMode.Off, 0.00144),
        ("writes of 10 ms, reads repair before they answer", 10, ReadRepairMode.Sync, 0),
    ];

    /// <inheritdoc/>
    public override string Name => "new-old-inversion";

    /// <inheritdoc/>
    public override string Title => "New/old inversion at R = W = 2 of 3";

    /// <inheritdoc/>
    public override string Claim =>
        "While a write is under way, a read can show the new value and the next one the old: in 6.07 % of all trials when writes are slow, "
        + "in 0.144 % when they are not, never with synchronous read repair.";

    /// <inheritdoc/>
    public override string Source => "Independent simulation; exponential legs";

    /// <inheritdoc/>
    protected override IEnumerable<(string Case, ulong Seed, int Trials)> Plan() =>
        Cases.SelectMany((one, index) => Cut(one.Case, 1 + (1000 * (ulong)index), trials, PartTrials));

    /// <inheritdoc/>
    protected override void Measure(ExperimentPart part, Figures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(figures);
        var (_, write, repair, _) = Cases.Single(one => one.Case == part.Case);
        figures.Count(part.Case, new InversionTrials(LatencySet.Exponential(part.Case, write, 1), repair, part.Seed, part.Trials).Count(stop));
    }

    /// <inheritdoc/>
    protected override IEnumerable<ResultRow> Rows(Figures figures) =>
        Cases.Select(one => ResultText.Share($"{one.Case}: inversions", null, one.Known, figures.Share(one.Case)));
}
