// The runs of a cell, pooled.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Engine.Experiments.Sweeps;

/// <summary>The runs of a cell, pooled: shares with Wilson's interval, all else as means over the seeds.</summary>
internal static class SweepFigures
{
    /// <summary>The share of reads that missed an acknowledged write.</summary>
    public const string Stale = "stale reads";

    /// <summary>The share of operations that were done.</summary>
    public const string Done = "operations done";

    /// <summary>How evenly the replicas' work was spread.</summary>
    public const string Balance = "load balance (mean by highest)";

    /// <summary>How many keys differed for how long.</summary>
    public const string Divergence = "divergence, key seconds";

    /// <summary>The figures of a cell.</summary>
    public static ImmutableArray<CellFigure> Of(IReadOnlyList<(ulong Seed, SweepRun Run)> runs)
    {
        var shares = runs.SelectMany(one => one.Run.Shares.Keys).Distinct().Order(StringComparer.Ordinal);
        var means = runs.SelectMany(one => one.Run.Figures.Keys).Distinct().Order(StringComparer.Ordinal);
        return [.. shares.Select(name => ShareOf(name, runs)), .. means.Select(name => MeanOf(name, runs))];
    }

    private static CellFigure ShareOf(string name, IReadOnlyList<(ulong Seed, SweepRun Run)> runs)
    {
        var known = runs.Where(one => one.Run.Shares.ContainsKey(name)).Select(one => (one.Seed, new Proportion(one.Run.Shares[name][0], one.Run.Shares[name][1]))).ToArray();
        var pooled = known.Aggregate(default(Proportion), (sum, one) => sum + one.Item2);
        var interval = pooled.Wilson();
        return new CellFigure(
            name, pooled.Share, string.Create(CultureInfo.InvariantCulture, $"{pooled.Share * 100:0.##} % ({interval.Low * 100:0.##} to {interval.High * 100:0.##})"),
            [.. known.Select(one => (one.Seed, one.Item2.Share))]);
    }

    private static CellFigure MeanOf(string name, IReadOnlyList<(ulong Seed, SweepRun Run)> runs)
    {
        var known = runs.Where(one => one.Run.Figures.ContainsKey(name)).Select(one => (one.Seed, one.Run.Figures[name])).ToArray();
        var mean = Mean.Of(known.Select(one => one.Item2));
        var interval = mean.Interval();
        var range = double.IsFinite(interval.Low) ? string.Create(CultureInfo.InvariantCulture, $" ({interval.Low:0.###} to {interval.High:0.###})") : "";
        return new CellFigure(name, mean.Value, string.Create(CultureInfo.InvariantCulture, $"{mean.Value:0.###}{range}"), [.. known]);
    }
}
