// How likely a count is that lies so far out.
namespace DynamoKv.Engine.Experiments.Statistics;

/// <summary>
/// How likely a count of independent trials is that lies so far out, exactly: where only a few hits are expected,
/// standard errors say little.
/// </summary>
public static class BinomialTail
{
    /// <summary>Beyond three standard errors of a bell: the likelihood below which a count disagrees.</summary>
    public const double ThreeErrors = 0.0027;

    /// <summary>Twice the likelihood of this count or one farther out on its side, at most 1.</summary>
    /// <param name="hits">The count.</param>
    /// <param name="trials">Of how many.</param>
    /// <param name="p">The likelihood of a hit (0..1).</param>
    public static double TwoSided(long hits, long trials, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        if (p > 0.5)
            return TwoSided(trials - hits, trials, 1 - p);
        if (p <= 0)
            return hits == 0 ? 1 : 0;

        var (below, here) = (0.0, Math.Exp(trials * Math.Log(1 - p)));
        for (var count = 0L; count < hits; count++)
        {
            below += here;
            here *= (trials - count) / (count + 1.0) * (p / (1 - p));
        }

        return Math.Min(1, 2 * Math.Min(1 - below, below + here));
    }
}
