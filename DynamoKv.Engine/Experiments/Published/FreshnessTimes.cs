// At which times after a write freshness is compared.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Staleness;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>
/// At which times after a write freshness is compared. Printed are times at which 99.9 % are fresh, and they lie 2 to
/// 12 % low (the first time of a
/// sweep at which an estimate passed .999), so shares at fixed times are compared instead.
/// </summary>
internal static class FreshnessTimes
{
    private static readonly (string Set, double Time, double Share)[] Known =
    [
        ("LNKD-SSD", 0, .9735), ("LNKD-DISK", 0, .4365), ("LNKD-DISK", 10, .9263), ("LNKD-DISK", 20, .9860), ("LNKD-DISK", 45.5, .9987),
        ("YMMR", 0, .8873), ("WAN", 0, .3334), ("WAN", 113, .9988),
    ];

    /// <summary>The times, in ms.</summary>
    public static ImmutableArray<double> Of(LatencySet set) => set.Name switch
    {
        "LNKD-SSD" => [0, 0.5, 1, 1.85],
        "LNKD-DISK" => [0, 10, 20, 45.5],
        "YMMR" => [0, 20, 202, 1364],
        _ => [0, 30.2, 75, 113],
    };

    /// <summary>
    /// The share of fresh reads at R = W = 1 by an independent simulation of ten million trials; null: it was not asked
    /// for that.
    /// </summary>
    public static double? Independent(PublishedCell cell, double time) =>
        cell is { R: 1, W: 1 } && Known.FirstOrDefault(one => one.Set == cell.Set.Name && one.Time.Equals(time)) is { Set: not null } known ? known.Share : null;
}
