// How stale the reads of a history were.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>How stale the reads of a history were.</summary>
/// <param name="Reads">How many reads were looked at.</param>
/// <param name="Stale">Those that missed an acknowledged write, in the order in which they began.</param>
public sealed record StalenessReport(int Reads, ImmutableArray<StaleRead> Stale)
{
    /// <summary>The share of reads that are stale; 0 when there are none.</summary>
    public double StaleShare => Reads == 0 ? 0 : (double)Stale.Length / Reads;

    /// <summary>
    /// How many reads missed k acknowledged writes, by k; what nothing missed, and the zeros between, is left out.
    /// </summary>
    public ImmutableArray<(int Versions, int Reads)> ByVersions =>
        [.. Stale.CountBy(stale => stale.Versions).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];

    /// <summary>
    /// How many stale reads were out of date by less than each bound and not less than the one before: 1, 2, 5, 10 ms
    /// and so on.
    /// </summary>
    public ImmutableArray<(TimeSpan Below, int Reads)> ByAge =>
        [.. Stale.CountBy(stale => BoundOf(stale.Age)).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];

    private static TimeSpan BoundOf(TimeSpan age)
    {
        var bound = TimeSpan.FromMilliseconds(1);
        for (var step = 0; age >= bound; step++)
            bound = step % 3 == 1 ? bound * 2.5 : bound * 2;

        return bound;
    }
}
