// The highest of many values, for quantiles far out.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Experiments.Statistics;

/// <summary>
/// The highest of many values: exact for the quantiles that lie within them, and small enough to be kept and added up.
/// </summary>
/// <param name="Count">How many values there were in all.</param>
/// <param name="Highest">The highest of them, the highest first.</param>
public sealed record Tail(long Count, ImmutableArray<double> Highest)
{
    /// <summary>Of nothing.</summary>
    public static Tail Empty { get; } = new(0, []);

    /// <summary>The tail of values.</summary>
    /// <param name="keep">
    /// How many of the highest are kept: as many of each part as the quantile of all parts together may need.
    /// </param>
    public static Tail Of(ReadOnlySpan<double> values, int keep)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted, static (left, right) => right.CompareTo(left));
        return new Tail(sorted.Length, [.. sorted.Take(keep)]);
    }

    /// <summary>
    /// The smallest value that a share of all do not exceed (the nearest rank); NaN when it lies below what is kept.
    /// </summary>
    public double Quantile(double share)
    {
        var fromTop = Count - (long)Math.Ceiling(share * Count);
        return fromTop >= 0 && fromTop < Highest.Length ? Highest[(int)fromTop] : double.NaN;
    }

    /// <summary>
    /// The interval of a quantile by order statistics: the values at the ranks that lie z standard errors of a binomial
    /// count away.
    /// </summary>
    public Interval QuantileInterval(double share, double z = 1.96)
    {
        var (rank, error) = (Count * (1 - share), z * Math.Sqrt(Count * share * (1 - share)));
        return new Interval(At(rank + error), At(Math.Max(0, rank - error)));
    }

    /// <summary>How many values lie above this one; at least so many, when even the lowest that is kept does.</summary>
    public int CountAbove(double value) => Highest.Count(one => one > value);

    /// <summary>Both together; as many are kept as the longer one keeps.</summary>
    public static Tail operator +(Tail left, Tail right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var keep = Math.Max(left.Highest.Length, right.Highest.Length);
        return new Tail(left.Count + right.Count, [.. left.Highest.Concat(right.Highest).OrderDescending().Take(keep)]);
    }

    /// <summary>The count, then the values.</summary>
    public double[] ToNumbers() => [Count, .. Highest];

    /// <summary>What <see cref="ToNumbers"/> gave.</summary>
    public static Tail FromNumbers(ReadOnlySpan<double> numbers) => new((long)numbers[0], [.. numbers[1..]]);

    private double At(double rank) =>
        Highest.IsEmpty ? double.NaN : Highest[(int)Math.Clamp(Math.Round(rank), 0, Highest.Length - 1)];
}
