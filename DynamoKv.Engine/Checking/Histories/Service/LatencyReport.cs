// How long clients waited.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories.Service;

/// <summary>How long clients waited, from when they meant to ask: every wait is kept, so quantiles are exact.</summary>
/// <param name="Sorted">The waits, the shortest first.</param>
public sealed record LatencyReport(ImmutableArray<TimeSpan> Sorted)
{
    /// <summary>The least wait that this share (0..1) of all does not exceed; null: nobody waited.</summary>
    public TimeSpan? Quantile(double share) =>
        Sorted.IsEmpty ? null : Sorted[(int)Math.Clamp((long)Math.Ceiling(share * Sorted.Length) - 1, 0, Sorted.Length - 1)];
}
