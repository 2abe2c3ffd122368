// What the authors of PBS printed.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>One cell of a published table, N = 3, in ms.</summary>
/// <param name="Set">The latencies.</param>
/// <param name="R">Replies that a read waits for.</param>
/// <param name="W">Acknowledgements that a write waits for.</param>
/// <param name="Read">The 99.9th percentile of read latencies.</param>
/// <param name="Write">The 99.9th percentile of write latencies.</param>
/// <param name="FreshFrom">From when on 99.9 % of the reads are fresh; the printed values lie 2 to 12 % low, so shares at fixed times are compared instead.</param>
public sealed record PublishedCell(LatencySet Set, int R, int W, double Read, double Write, double FreshFrom);

/// <summary>Table 4 of Bailis et al., "Probabilistically bounded staleness for practical partial quorums", VLDB 2012.</summary>
public static class PublishedTable
{
    /// <summary>All its cells.</summary>
    public static ImmutableArray<PublishedCell> Cells { get; } =
    [
        .. Row(1, 1, (.66, .66, 1.85), (.66, 10.99, 45.5), (5.58, 10.83, 1364), (3.4, 55.12, 113.0)),
        .. Row(1, 2, (.66, 1.63, 1.79), (.65, 20.97, 43.3), (5.61, 427.12, 1352), (3.4, 167.64, 0)),
        .. Row(2, 1, (1.63, .65, 0), (1.63, 10.9, 13.6), (32.6, 10.73, 202), (151.3, 56.36, 30.2)),
        .. Row(2, 2, (1.62, 1.64, 0), (1.64, 20.96, 0), (33.18, 428.11, 0), (151.31, 167.72, 0)),
        .. Row(3, 1, (4.14, .65, 0), (4.12, 10.89, 0), (219.27, 10.79, 0), (153.86, 55.19, 0)),
        .. Row(1, 3, (.65, 4.09, 0), (.65, 112.65, 0), (5.63, 1870.86, 0), (3.44, 241.55, 0)),
    ];

    private static List<PublishedCell> Row(int r, int w, params ReadOnlySpan<(double Read, double Write, double FreshFrom)> sets)
    {
        var cells = new List<PublishedCell>();
        for (var set = 0; set < sets.Length; set++)
            cells.Add(new PublishedCell(LatencySet.Published[set], r, w, sets[set].Read, sets[set].Write, sets[set].FreshFrom));

        return cells;
    }
}
