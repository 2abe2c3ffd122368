// A scenario as an experiment.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Engine.Experiments.Sweeps;

/// <summary>
/// A scenario as an experiment: every cell of its sweep with every seed, the same seeds in each cell.
/// </summary>
public sealed class SweepExperiment : IExperiment
{
    private readonly ScenarioFile _file;

    /// <summary>The experiment of a scenario that was read.</summary>
    public SweepExperiment(ScenarioFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        SweptCells = SweepCells.Of(file);
        Parts =
        [
            .. SweptCells.SelectMany((cell, number) => Enumerable.Range(0, file.Repeat).Select(repeat =>
                new ExperimentPart((number * file.Repeat) + repeat, cell.Title, unchecked(file.Seed + (ulong)repeat), 1))),
        ];
    }

    /// <summary>The cells.</summary>
    public ImmutableArray<SweepCell> SweptCells { get; }

    /// <inheritdoc/>
    public string Name => _file.Name;

    /// <inheritdoc/>
    public string Title => _file.Name.Replace('-', ' ');

    /// <inheritdoc/>
    public string Claim => _file.Summary;

    /// <inheritdoc/>
    public string Source => "";

    /// <inheritdoc/>
    public ImmutableArray<ExperimentPart> Parts { get; }

    /// <summary>"3 / 1, 2 / 2": N, R and W of all cells.</summary>
    public string Quorums
    {
        get
        {
            var all = SweptCells.Select(cell => cell.File.Cluster.Node.Quorum).ToArray();
            return $"{Of(all.Select(quorum => quorum.N))} / {Of(all.Select(quorum => quorum.R))} / {Of(all.Select(quorum => quorum.W))}";

            static string Of(IEnumerable<int> values) => string.Join(", ", values.Distinct().Order().Select(value => value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <inheritdoc/>
    public string Run(ExperimentPart part, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(part);
        return SweepMeasure.Run(SweptCells[part.Number / _file.Repeat].File, part.Seed, stop).ToLine();
    }

    /// <inheritdoc/>
    public ExperimentReport Conclude(IReadOnlyDictionary<int, string> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var runs = results.OrderBy(one => one.Key).Select(one => (Part: Parts[one.Key], Run: SweepRun.FromLine(one.Value))).ToArray();
        var cells = SweptCells.Select((cell, number) => CellOf(cell, [.. runs.Where(one => one.Part.Number / _file.Repeat == number)])).ToImmutableArray();
        return new ExperimentReport
        {
            Rows = [.. SweptCells.Select((cell, number) => SweepVerdicts.Row(cell.Title, [.. runs.Where(one => one.Part.Number / _file.Repeat == number)], _file.Repeat))],
            Plots = [.. SweepPlots.Of(_file, cells, runs)],
            Cells = cells,
            Seeds = _file.Repeat == 1 ? $"{_file.Seed}" : $"{_file.Seed} to {unchecked(_file.Seed + (ulong)_file.Repeat - 1)}",
            Done = results.Count,
            Parts = Parts.Length,
        };
    }

    private static SweepCellReport CellOf(SweepCell cell, IReadOnlyList<(ExperimentPart Part, SweepRun Run)> runs) =>
        new(
        cell.Values, runs.Count, runs.Count(one => one.Run.AsExpected == true), SweepFigures.Of([.. runs.Select(one => (one.Part.Seed, one.Run))]));
}
