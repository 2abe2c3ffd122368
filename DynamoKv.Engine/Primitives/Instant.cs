// A point in time that a world hands to the engine.
using System.Globalization;

namespace DynamoKv.Engine.Primitives;

/// <summary>
/// A point in time, in whole microseconds since the world began: the start of a run in simulation, 1970 (UTC) in a
/// real node. Integers, so that every machine computes the same times.
/// </summary>
/// <param name="Microseconds">Microseconds since the world began.</param>
public readonly record struct Instant(long Microseconds) : IComparable<Instant>
{
    /// <summary>The beginning of the world.</summary>
    public static Instant Zero => default;

    /// <summary>Time since the world began.</summary>
    public TimeSpan SinceStart => TimeSpan.FromTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant at this distance from the world's beginning, rounded down to a microsecond.</summary>
    public static Instant After(TimeSpan sinceStart) => new(WholeMicroseconds(sinceStart));

    /// <summary>Earlier first.</summary>
    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);

    /// <summary>Moves an instant by a duration, rounded down to a microsecond.</summary>
    public static Instant operator +(Instant instant, TimeSpan duration) =>
        new(instant.Microseconds + WholeMicroseconds(duration));

    /// <summary>
    /// The time from <paramref name="right"/> to <paramref name="left"/>; negative when left is earlier.
    /// </summary>
    public static TimeSpan operator -(Instant left, Instant right) =>
        TimeSpan.FromTicks((left.Microseconds - right.Microseconds) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Instant left, Instant right) => left.Microseconds < right.Microseconds;

    /// <summary>Later than.</summary>
    public static bool operator >(Instant left, Instant right) => left.Microseconds > right.Microseconds;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Microseconds <= right.Microseconds;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Microseconds >= right.Microseconds;

    /// <summary>Seconds with six digits, invariant: "1.240000".</summary>
    public override string ToString() =>
        (Microseconds / 1_000_000m).ToString("0.000000", CultureInfo.InvariantCulture);

    // Division alone would round towards zero, and times before and after it would differ in direction.
    private static long WholeMicroseconds(TimeSpan duration)
    {
        var (whole, rest) = Math.DivRem(duration.Ticks, TimeSpan.TicksPerMicrosecond);
        return rest < 0 ? whole - 1 : whole;
    }
}
