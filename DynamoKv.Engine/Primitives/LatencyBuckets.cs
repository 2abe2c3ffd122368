// Latencies sorted into buckets whose widths grow with them.
namespace DynamoKv.Engine.Primitives;

/// <summary>
/// Counts of latencies in buckets of equal relative width, so that any quantile costs a walk over a thousand numbers and
/// lies at most <see cref="RelativeError"/> from the exact one. What is longer than an hour counts as an hour.
/// </summary>
public sealed class LatencyBuckets
{
    /// <summary>By how much of itself a quantile may be wrong; below 50 microseconds by half a microsecond at most.</summary>
    public const double RelativeError = 0.01;

    private const double Growth = 1.02;
    private const long Longest = 3_600_000_000;

    private static readonly double[] Ends = EndsOfBuckets();

    private readonly long[] _counts = new long[Ends.Length];

    /// <summary>How many latencies are counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a latency.</summary>
    public void Add(TimeSpan latency)
    {
        var microseconds = Math.Clamp(latency.Ticks / TimeSpan.TicksPerMicrosecond, 0, Longest);
        var found = Array.BinarySearch(Ends, microseconds);
        _counts[found < 0 ? ~found : found]++;
        Count++;
    }

    /// <summary>Counts all that another one has counted.</summary>
    public void Add(LatencyBuckets other) => Change(other, 1);

    /// <summary>Takes away what another one has counted, all of which is counted here.</summary>
    public void Remove(LatencyBuckets other) => Change(other, -1);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    /// <summary>The least latency that this share (0..1) of all does not exceed; null: nothing is counted.</summary>
    public TimeSpan? Quantile(double share)
    {
        if (Count == 0)
        {
            return null;
        }

        var rank = Math.Clamp((long)Math.Ceiling(share * Count), 1, Count);
        var bucket = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bucket])
        {
            bucket++;
        }

        return Middle(bucket);
    }

    private void Change(LatencyBuckets other, int sign)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] += sign * other._counts[bucket];
        }

        Count += sign * other.Count;
    }

    private static TimeSpan Middle(int bucket)
    {
        var begin = bucket == 0 ? 0 : Ends[bucket - 1];
        var microseconds = Math.Round((begin + Ends[bucket]) / 2);
        return TimeSpan.FromTicks((long)Math.Min(microseconds, Longest) * TimeSpan.TicksPerMicrosecond);
    }

    // Bucket i holds what is above end i-1 and not above end i. Short ones are one microsecond wide: nothing is finer.
    private static double[] EndsOfBuckets()
    {
        var ends = new List<double> { 0 };
        while (ends[^1] < Longest)
        {
            ends.Add(Math.Max(ends[^1] + 1, Math.Floor(ends[^1] * Growth)));
        }

        return [.. ends];
    }
}
