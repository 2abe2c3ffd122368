// What can be said of quorums without drawing anything.
namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>Probabilities of quorum systems in closed form (Bailis et al., VLDB 2012, sections 3 and 4).</summary>
public static class ClosedForms
{
    /// <summary>The probability that none of R replicas drawn at random is among the W of the last write; after k writes none of the last k.</summary>
    /// <param name="n">Replicas.</param>
    /// <param name="r">Read from.</param>
    /// <param name="w">Written to.</param>
    /// <param name="versions">k: how many versions old the answer may be.</param>
    public static double StaleWithin(int n, int r, int w, int versions = 1) => Math.Pow(Binomial(n - w, r) / Binomial(n, r), versions);

    /// <summary>
    /// The probability that a read misses a write that was committed so many ms before, when only the write leg takes time (exponential), and the
    /// R replicas are drawn at random.
    /// </summary>
    /// <param name="rate">Of the write leg, per ms.</param>
    public static double StaleAfter(int n, int r, int w, double rate, double milliseconds) =>
        Binomial(n - w, r) / Binomial(n, r) * Math.Exp(-rate * r * milliseconds);

    /// <summary>The probability that the r-th of n independent delays is at most x, when one is with probability p.</summary>
    public static double OrderStatistic(int n, int r, double p)
    {
        var sum = 0.0;
        for (var i = r; i <= n; i++)
            sum += Binomial(n, i) * Math.Pow(p, i) * Math.Pow(1 - p, n - i);

        return sum;
    }

    /// <summary>In how many ways k of n can be chosen; 0 when there are fewer.</summary>
    public static double Binomial(int n, int k)
    {
        if (k < 0 || k > n)
            return 0;

        var product = 1.0;
        for (var i = 1; i <= k; i++)
            product *= (n - k + i) / (double)i;

        return Math.Round(product);
    }
}
