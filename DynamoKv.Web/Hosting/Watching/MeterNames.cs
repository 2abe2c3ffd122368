// The meter of this server, and the shapes of what it measures.
using System.Diagnostics.Metrics;

namespace DynamoKv.Web.Hosting.Watching;

/// <summary>The meter of this server. Names are dotted here; the exporter writes them as dynamokv_..., with unit and _total.</summary>
internal static class MeterNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "DynamoKv";

    /// <summary>Seconds, as units are written.</summary>
    public const string Seconds = "s";

    /// <summary>Bytes, as units are written.</summary>
    public const string Bytes = "By";

    /// <summary>Where latencies are cut into buckets, in seconds.</summary>
    public static InstrumentAdvice<double> Latencies { get; } = new()
    {
        HistogramBucketBoundaries = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Where counts are cut into buckets.</summary>
    public static InstrumentAdvice<int> Counts { get; } = new() { HistogramBucketBoundaries = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256] };

    /// <summary>A value with one label.</summary>
    public static Measurement<long> Labelled(long value, string label, string of) => new(value, new KeyValuePair<string, object?>(label, of));

    /// <summary>A value with two labels.</summary>
    public static Measurement<long> Labelled(long value, string label, string of, string second, string ofSecond) =>
        new(value, new KeyValuePair<string, object?>(label, of), new KeyValuePair<string, object?>(second, ofSecond));
}
