// A stretch of time.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>A stretch of time: from its beginning up to, but not including, its end.</summary>
/// <param name="From">The beginning; null: of the world.</param>
/// <param name="Until">The end; null: never.</param>
public readonly record struct TimeWindow(Instant? From = null, Instant? Until = null)
{
    /// <summary>All of time.</summary>
    public static TimeWindow Always => default;

    /// <summary>Whether an instant lies in it.</summary>
    public bool Contains(Instant instant) => (From is not { } from || instant >= from) && (Until is not { } until || instant < until);
}
