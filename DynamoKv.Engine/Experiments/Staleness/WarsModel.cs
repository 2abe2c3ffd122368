// The model of bounded staleness, drawn trial by trial.
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>
/// One write and one read after it, nothing else, and a coordinator that is no replica (Bailis et al., VLDB 2012, section 4.1). The write is
/// committed at the W-th smallest of W[i] + A[i]. A read that begins t later takes the first R replies, and is fresh if one of their replicas had
/// the write when the read reached it: commit + t + R[i] >= W[i]. So there is a least t from which the read of a trial is fresh.
/// </summary>
public static class WarsModel
{
    /// <summary>Draws trials.</summary>
    /// <param name="set">The legs.</param>
    /// <param name="n">Replicas.</param>
    /// <param name="r">Replies that a read waits for.</param>
    /// <param name="w">Acknowledgements that a write waits for.</param>
    /// <param name="trials">How many.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException">When R or W is not within 1..N, or nothing is to be tried.</exception>
    public static WarsResult Simulate(LatencySet set, int n, int r, int w, int trials, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ThrowIfNotWithin(r, n, nameof(r));
        ThrowIfNotWithin(w, n, nameof(w));

        var trial = new Trial(set, n, random);
        var (writes, reads, ages) = (new double[trials], new double[trials], new double[trials]);
        for (var index = 0; index < trials; index++)
            (writes[index], reads[index], ages[index]) = trial.Draw(r, w);

        return new WarsResult(new Sample(writes), new Sample(reads), new Sample(ages));
    }

    private static void ThrowIfNotWithin(int quorum, int n, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quorum, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quorum, n, name);
    }

    private sealed class Trial(LatencySet set, int n, DeterministicRandom random)
    {
        private readonly double[] _arrived = new double[n]; // at the replica, from the beginning of the write
        private readonly double[] _acknowledged = new double[n];
        private readonly double[] _asked = new double[n]; // at the replica, from the beginning of the read
        private readonly double[] _replied = new double[n];
        private readonly int[] _order = new int[n]; // replicas by the time of their reply

        public (double Write, double Read, double FreshFrom) Draw(int r, int w)
        {
            var (writeSite, readSite) = set.Remote > 0 ? (random.NextInt32(n), random.NextInt32(n)) : (-1, -1);
            for (var replica = 0; replica < n; replica++)
            {
                var (far, farther) = (set.Remote > 0 && replica != writeSite ? set.Remote : 0, set.Remote > 0 && replica != readSite ? set.Remote : 0);
                _arrived[replica] = set.Write.Draw(random) + far;
                _acknowledged[replica] = _arrived[replica] + set.Acknowledgement.Draw(random) + far;
                _asked[replica] = set.Read.Draw(random) + farther;
                _replied[replica] = _asked[replica] + set.Reply.Draw(random) + farther;
            }

            Array.Sort(_acknowledged);
            var commit = _acknowledged[w - 1];
            for (var replica = 0; replica < n; replica++)
                _order[replica] = replica;

            Array.Sort(_replied, _order);
            var freshFrom = double.PositiveInfinity;
            for (var reply = 0; reply < r; reply++)
                freshFrom = Math.Min(freshFrom, _arrived[_order[reply]] - _asked[_order[reply]] - commit);

            return (commit, _replied[r - 1], freshFrom);
        }
    }
}

/// <summary>What trials of the model came to, in ms.</summary>
/// <param name="Writes">How long writes took.</param>
/// <param name="Reads">How long reads took.</param>
/// <param name="FreshFrom">The least time after the commit from which the read of a trial is fresh; negative: it always was.</param>
public sealed record WarsResult(Sample Writes, Sample Reads, Sample FreshFrom)
{
    /// <summary>How many reads were fresh that began so many ms after the commit.</summary>
    public Proportion FreshAfter(double milliseconds) => FreshFrom.AtMost(milliseconds);
}
