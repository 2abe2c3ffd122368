// A wall clock that may be wrong on purpose.
using System.Collections.Immutable;

namespace DynamoKv.Web.Hosting.Chaos;

/// <summary>This machine's clocks, but for the wall clock, which may be wrong on purpose. Thread-safe.</summary>
internal sealed class ChaosTime(TimeProvider real) : TimeProvider
{
    private ImmutableList<Skew> _skews = [];

    private sealed record Skew(TimeSpan Offset, double DriftPpm, long Since);

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        var now = real.GetUtcNow();
        foreach (var skew in _skews)
        {
            now += skew.Offset + (real.GetElapsedTime(skew.Since) * (skew.DriftPpm / 1_000_000));
        }

        return now;
    }

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the wall clock wrong; gives what sets it right again.</summary>
    public Action Add(TimeSpan offset, double driftPpm)
    {
        var skew = new Skew(offset, driftPpm, real.GetTimestamp());
        ImmutableInterlocked.Update(ref _skews, skews => skews.Add(skew));
        return () => ImmutableInterlocked.Update(ref _skews, skews => skews.Remove(skew));
    }
}
