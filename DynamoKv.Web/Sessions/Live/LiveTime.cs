// The clock on the wall as the engine counts it.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Sessions.Live;

/// <summary>The clock on the wall as the engine counts it: microseconds since 1970.</summary>
internal static class LiveTime
{
    public static Instant Now(TimeProvider time) => Instant.After(time.GetUtcNow() - DateTimeOffset.UnixEpoch);
}
