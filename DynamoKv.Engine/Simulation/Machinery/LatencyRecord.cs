// The latencies of one kind of operation.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Collects latencies: exact sum, bucketed quantiles.</summary>
internal sealed class LatencyRecord
{
    private readonly LatencyBuckets _buckets = new();
    private long _sumOfTicks;

    /// <summary>Counts one.</summary>
    public void Add(TimeSpan latency)
    {
        _buckets.Add(latency);
        _sumOfTicks += latency.Ticks;
    }

    /// <summary>The figures of now.</summary>
    public LatencySummary Summary() => new(
        _buckets.Count,
        TimeSpan.FromTicks(_buckets.Count == 0 ? 0 : _sumOfTicks / _buckets.Count),
        _buckets.Quantile(0.5) ?? TimeSpan.Zero,
        _buckets.Quantile(0.99) ?? TimeSpan.Zero,
        _buckets.Quantile(0.999) ?? TimeSpan.Zero);
}
