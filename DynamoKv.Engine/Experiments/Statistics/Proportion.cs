// A share that was measured, and how sure one can be of it.
namespace DynamoKv.Engine.Experiments.Statistics;

/// <summary>How often something was seen in a number of independent trials.</summary>
/// <param name="Hits">How often.</param>
/// <param name="Trials">Of how many; 0: nothing is known.</param>
public readonly record struct Proportion(long Hits, long Trials)
{
    /// <summary>The share (0..1); NaN when nothing was tried.</summary>
    public double Share => Trials == 0 ? double.NaN : (double)Hits / Trials;

    /// <summary>Wilson's interval (Wilson 1927), which stays within 0..1 and is honest for rare events too; 0..1 when nothing was tried.</summary>
    /// <param name="z">Half the width in standard errors; 1.96 covers the true share 95 times of 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">When z is not positive.</exception>
    public Interval Wilson(double z = 1.96)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(z);
        if (Trials == 0)
            return new Interval(0, 1);

        var (n, p, squared) = ((double)Trials, Share, z * z);
        var centre = (p + (squared / (2 * n))) / (1 + (squared / n));
        var half = z / (1 + (squared / n)) * Math.Sqrt((p * (1 - p) / n) + (squared / (4 * n * n)));
        return new Interval(Hits == 0 ? 0 : Math.Max(0, centre - half), Hits == Trials ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>How many standard errors of a binomial count this share lies from an expected one; 0 when nothing was tried.</summary>
    /// <param name="expected">The share (0..1) that is expected.</param>
    public double StandardErrorsFrom(double expected)
    {
        if (Trials == 0)
            return 0;

        var error = Math.Sqrt(expected * (1 - expected) / Trials);
        return error > 0 ? Math.Abs(Share - expected) / error : Share.Equals(expected) ? 0 : double.PositiveInfinity;
    }

    /// <summary>Both counted together.</summary>
    public static Proportion operator +(Proportion left, Proportion right) => new(left.Hits + right.Hits, left.Trials + right.Trials);
}

/// <summary>From here to there, both included.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a value lies in it.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
