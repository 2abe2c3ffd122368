// Quantiles of the normal distribution.
namespace DynamoKv.Engine.Experiments.Statistics;

/// <summary>Quantiles of the standard normal distribution.</summary>
public static class NormalQuantile
{
    /// <summary>How many standard deviations around the mean hold this share: 1.96 for 0.95.</summary>
    /// <param name="share">Above 0 and below 1; found by halving, exact to 10^-12.</param>
    public static double TwoSided(double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        var (low, high) = (0.0, 10.0);
        while (high - low > 1e-12)
        {
            var middle = (low + high) / 2;
            (low, high) = Within(middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // The share within so many standard deviations: erf(z / sqrt 2), by its series.
    private static double Within(double z)
    {
        var x = z / Math.Sqrt(2);
        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-16 * Math.Abs(sum) && n < 1000; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
            if (n > 4 * x * x && Math.Abs(term) < 1e-18)
                break;
        }

        return x > 5.5 ? 1 : Math.Min(1, 2 / Math.Sqrt(Math.PI) * sum);
    }
}
