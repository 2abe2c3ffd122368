// How much background work a node admits.
namespace DynamoKv.Engine.Node;

/// <summary>
/// Admission control of background work (Dynamo 6.5): slices a second grow by a step while the foreground is quick
/// enough, and are halved when it is not.
/// </summary>
public sealed record AdmissionOptions
{
    /// <summary>The 99th percentile of the foreground's latency up to which background work may grow.</summary>
    public TimeSpan P99Threshold { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Over which time the percentile is taken.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the pace is changed.</summary>
    public TimeSpan AdjustEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most slices a second.</summary>
    public double MaxSlicesPerSecond { get; init; } = 1_000;

    /// <summary>
    /// The fewest slices a second, so that background work never starves; also the pace at which a life begins.
    /// </summary>
    public double MinSlicesPerSecond { get; init; } = 1;

    /// <summary>By how many slices a second the pace grows at each change.</summary>
    public double Increase { get; init; } = 10;

    /// <summary>How long work waits that was not admitted, before it asks again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(100);
}
