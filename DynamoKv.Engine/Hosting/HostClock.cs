// The clock by which a real node lives.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// Begins at the wall clock's time and goes on with the monotonic clock. Where the two part (the wall clock was set), it
/// goes a sixteenth faster or slower until they meet: it never runs backwards and never jumps, so that no silence, age or
/// patience that the node measures is suddenly over (docs/adr/0016). One caller: the loop.
/// </summary>
internal sealed class HostClock
{
    private const int Slew = 16;

    private readonly TimeProvider _time;
    private readonly long _begin;
    private long _last;
    private long _shownTicks; // since 1970, of 100 ns

    public HostClock(TimeProvider time)
    {
        _time = time;
        _begin = _last = time.GetTimestamp();
        _shownTicks = WallTicks();
    }

    /// <summary>Time since the clock was made, monotonic, as of the last reading: what timers are due by.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>What the clock showed at the last reading.</summary>
    public Instant Now => new(_shownTicks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Reads the clock.</summary>
    public Instant Read()
    {
        var stamp = _time.GetTimestamp();
        var passed = Math.Max(0, _time.GetElapsedTime(_last, stamp).Ticks);
        _last = stamp;
        Elapsed = _time.GetElapsedTime(_begin, stamp);
        var apart = WallTicks() - (_shownTicks + passed);
        _shownTicks += passed + Math.Clamp(apart, -(passed / Slew), passed / Slew);
        return Now;
    }

    private long WallTicks() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
}
