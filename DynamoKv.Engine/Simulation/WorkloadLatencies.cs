// How long the clients of a workload waited.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>
/// How long clients waited, from the intended start of each operation to its answer. Timeouts and missed quorums count
/// with the time that they took; refusals and operations that were never answered do not count.
/// </summary>
/// <param name="Gets">Of gets.</param>
/// <param name="Puts">Of puts and deletes.</param>
public sealed record WorkloadLatencies(LatencySummary Gets, LatencySummary Puts);

/// <summary>Figures of a distribution. The mean is exact; a quantile lies within <see cref="LatencyBuckets.RelativeError"/> of the exact one.</summary>
/// <param name="Count">How many operations.</param>
/// <param name="Mean">The mean; zero when nothing was counted, as all the others.</param>
/// <param name="P50">Half of the operations took no longer.</param>
/// <param name="P99">99 % took no longer.</param>
/// <param name="P999">99.9 % took no longer.</param>
public readonly record struct LatencySummary(long Count, TimeSpan Mean, TimeSpan P50, TimeSpan P99, TimeSpan P999);
