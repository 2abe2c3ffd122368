// How quick the foreground was lately.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Background;

/// <summary>
/// The latencies of the operations that a node has settled in a window that slides by twelfths of itself.
/// </summary>
/// <remarks>A quantile lies within <see cref="LatencyBuckets.RelativeError"/> of that of the last 11/12 to 12/12 of the window.</remarks>
internal sealed class ForegroundLatencies(TimeSpan window)
{
    private const int Parts = 12;

    private readonly LatencyBuckets _all = new();
    private readonly LatencyBuckets[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new LatencyBuckets())];
    private readonly long _partLength = Math.Max(1, window.Ticks / TimeSpan.TicksPerMicrosecond / Parts);
    private long _newest;

    /// <summary>Counts an operation that was settled now.</summary>
    public void Add(TimeSpan latency, Instant now)
    {
        Slide(now);
        _all.Add(latency);
        _parts[_newest % Parts].Add(latency);
    }

    /// <summary>The 99th percentile; null: nothing was settled in the window.</summary>
    public TimeSpan? P99(Instant now)
    {
        Slide(now);
        return _all.Quantile(0.99);
    }

    private void Slide(Instant now)
    {
        var current = now.Microseconds / _partLength;
        for (var part = Math.Max(_newest + 1, current - Parts + 1); part <= current; part++)
        {
            var oldest = _parts[part % Parts];
            _all.Remove(oldest);
            oldest.Clear();
        }

        _newest = Math.Max(_newest, current);
    }
}
