// One cell of a sweep, with what came of its runs.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Experiments.Plans;

/// <summary>One cell of a sweep, with what came of its runs.</summary>
/// <param name="Values">What was varied and what stood there: "cluster.quorum.r" and "2".</param>
/// <param name="Runs">Runs that are done.</param>
/// <param name="AsExpected">How many came as expected.</param>
/// <param name="Figures">The figures by name, in the order of their columns.</param>
public sealed record SweepCellReport(
    ImmutableArray<(string Path, string Value)> Values, int Runs, int AsExpected, ImmutableArray<CellFigure> Figures)
{
    /// <summary>"r = 1, w = 2"; empty without a sweep.</summary>
    public string Title =>
        string.Join(", ", Values.Select(one => $"{one.Path[(one.Path.LastIndexOf('.') + 1)..]} = {one.Value}"));

    /// <summary>The figure of a name; null: the cell has none.</summary>
    public CellFigure? Find(string name) => Figures.FirstOrDefault(figure => figure.Name == name);
}

/// <summary>One figure of a cell.</summary>
/// <param name="Name">What it is: "stale reads".</param>
/// <param name="Value">The pooled value; null: there was nothing to count.</param>
/// <param name="Text">The same with its interval, for people.</param>
/// <param name="PerSeed">The value of each run by its seed: cells are compared seed by seed.</param>
public sealed record CellFigure(string Name, double? Value, string Text, ImmutableArray<(ulong Seed, double Value)> PerSeed);
