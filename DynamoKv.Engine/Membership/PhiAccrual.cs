// How suspicious a silence is.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Membership;

/// <summary>
/// Phi accrual failure detection (Hayashibara et al. 2004) for one peer: the longer the silence against the intervals seen so
/// far, the greater phi. With exponential intervals phi = silence / mean * log10(e), so phi 8 means that a living peer would be
/// silent for so long once in 10^8 times: 18.4 mean intervals.
/// </summary>
/// <param name="expected">The interval that is expected before any was seen; counts as the first sample.</param>
public sealed class PhiAccrual(TimeSpan expected)
{
    /// <summary>How many intervals are remembered.</summary>
    public const int Window = 64;

    private static readonly double LogOfE = Math.Log10(Math.E);

    private readonly long[] _intervals = [Math.Max(1, expected.Ticks), .. new long[Window - 1]];
    private long _sum = Math.Max(1, expected.Ticks);
    private int _count = 1;
    private int _next = 1;

    /// <summary>When the peer was heard last; null: never.</summary>
    public Instant? LastHeard { get; private set; }

    /// <summary>The mean of the intervals that are remembered.</summary>
    public TimeSpan Mean => TimeSpan.FromTicks(_sum / _count);

    /// <summary>The peer was heard.</summary>
    public void Heard(Instant now)
    {
        if (LastHeard is { } last)
        {
            var interval = Math.Max(1, (now - last).Ticks);
            _sum += interval - _intervals[_next];
            _intervals[_next] = interval;
            _next = (_next + 1) % Window;
            _count = Math.Min(_count + 1, Window);
        }

        LastHeard = now;
    }

    /// <summary>Forgets the intervals: a peer that was away for long begins anew.</summary>
    public void Restart()
    {
        Array.Clear(_intervals);
        _intervals[0] = _sum = Math.Max(1, expected.Ticks);
        (_count, _next) = (1, 1);
    }

    /// <summary>Phi now; 0 for a peer that was never heard: nothing is known of it.</summary>
    public double Phi(Instant now) => LastHeard is { } last ? (now - last).Ticks / ((double)_sum / _count) * LogOfE : 0;
}
