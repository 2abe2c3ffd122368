// Values that were measured, and their exact quantiles.
namespace DynamoKv.Engine.Experiments.Statistics;

/// <summary>All values of a measurement: what it says of quantiles is exact, not estimated from buckets.</summary>
public sealed class Sample
{
    private readonly double[] _sorted;

    /// <summary>Takes the values; they are copied and sorted.</summary>
    /// <exception cref="ArgumentException">When one is not a number.</exception>
    public Sample(ReadOnlySpan<double> values)
    {
        _sorted = values.ToArray();
        Array.Sort(_sorted);
        if (_sorted.Length > 0 && double.IsNaN(_sorted[0]))
            throw new ArgumentException("A sample can't hold what is not a number.", nameof(values));
    }

    /// <summary>How many values.</summary>
    public int Count => _sorted.Length;

    /// <summary>The mean; NaN of nothing.</summary>
    public double Mean => Count == 0 ? double.NaN : _sorted.Sum() / Count;

    /// <summary>The smallest value that a share of all do not exceed (the nearest rank); NaN of nothing.</summary>
    /// <param name="share">From 0 to 1: 0.999 for the 99.9th percentile.</param>
    /// <exception cref="ArgumentOutOfRangeException">When the share lies outside 0..1.</exception>
    public double Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return Count == 0 ? double.NaN : _sorted[Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1)];
    }

    /// <summary>The highest of the values.</summary>
    /// <param name="keep">How many at most.</param>
    public Tail Tail(int keep) => new(Count, [.. _sorted.AsSpan()[Math.Max(0, Count - keep)..].ToArray().Reverse()]);

    /// <summary>How many of the values are at most this one.</summary>
    public Proportion AtMost(double value)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return new Proportion(low, Count);
    }
}
