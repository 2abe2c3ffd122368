// How suspicious a silence is.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Membership;

/// <summary>
/// Phi accrual failure detection (Hayashibara et al. 2004) for one peer: the longer the silence against the intervals seen so
/// far, the greater phi. With exponential intervals phi = silence / mean * log10(e), so phi 8 means that a living peer would be
/// silent for so long once in 10^8 times: 18.4 mean intervals.
/// </summary>
/// <param name="expected">The interval that is expected before any was seen; counts as the first sample.</param>
/// <param name="least">
/// The mean never counts as less: heartbeats that come by several ways at once say nothing about how long the next one may take.
/// </param>
public sealed class PhiAccrual(TimeSpan expected, TimeSpan least)
{
    /// <summary>Over how many intervals the mean is taken; older ones fade, each counts as one part in so many.</summary>
    public const int Window = 64;

    private static readonly double LogOfE = Math.Log10(Math.E);

    private double _sum = Math.Max(1, expected.Ticks); // a ring of all intervals would cost a big cluster half a kibibyte a pair
    private int _count = 1;

    /// <summary>When the peer was heard last; null: never.</summary>
    public Instant? LastHeard { get; private set; }

    /// <summary>The mean of the intervals.</summary>
    public TimeSpan Mean => TimeSpan.FromTicks((long)MeanTicks);

    /// <summary>The peer was heard.</summary>
    public void Heard(Instant now)
    {
        if (LastHeard is { } last)
        {
            _sum = _count < Window ? _sum : _sum - (_sum / Window);
            _sum += Math.Max(1, (now - last).Ticks);
            _count = Math.Min(_count + 1, Window);
        }

        LastHeard = now;
    }

    /// <summary>Forgets the intervals: a peer that was away for long begins anew.</summary>
    public void Restart() => (_sum, _count) = (Math.Max(1, expected.Ticks), 1);

    /// <summary>Phi now; 0 for a peer that was never heard: nothing is known of it.</summary>
    public double Phi(Instant now) => LastHeard is { } last ? (now - last).Ticks / MeanTicks * LogOfE : 0;

    private double MeanTicks => Math.Max(least.Ticks, _sum / _count);
}
