// Two cells, compared seed by seed.
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Engine.Experiments.Sweeps;

/// <summary>
/// Two cells, compared seed by seed: both ran with the same seeds, so what chance did to both falls out of the
/// difference.
/// </summary>
/// <param name="Figure">What is compared.</param>
/// <param name="Difference">The mean of the differences, the second cell less the first.</param>
/// <param name="Interval">Its 95 % interval; not a number with fewer than two seeds.</param>
/// <param name="Seeds">How many seeds both have.</param>
public sealed record PairedComparison(string Figure, double Difference, Interval Interval, int Seeds)
{
    /// <summary>Whether zero lies outside the interval; null: fewer than two seeds.</summary>
    public bool? IsApart => Seeds < 2 ? null : !Interval.Contains(0);

    /// <summary>"-0.031 (-0.04 to -0.022), 10 seeds".</summary>
    public string Text => Seeds < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Difference:0.####}, {Seeds} seed")
        : string.Create(CultureInfo.InvariantCulture, $"{Difference:0.####} ({Interval.Low:0.####} to {Interval.High:0.####}), {Seeds} seeds");

    /// <summary>Compares two cells; null: they have no seed in common with that figure.</summary>
    public static PairedComparison? Of(SweepCellReport first, SweepCellReport second, string figure)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Find(figure) is not { } one || second.Find(figure) is not { } other)
            return null;

        var known = one.PerSeed.ToDictionary(pair => pair.Seed, pair => pair.Value);
        double[] differences = [.. other.PerSeed.Where(pair => known.ContainsKey(pair.Seed)).Select(pair => pair.Value - known[pair.Seed])];
        var mean = Mean.Of(differences);
        return differences.Length == 0
            ? null
            : new PairedComparison(figure, mean.Value, mean.Interval(StudentQuantile.TwoSided95(differences.Length - 1)), differences.Length);
    }
}
