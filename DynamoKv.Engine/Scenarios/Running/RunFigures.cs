// The numbers of one run.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Registers;
using DynamoKv.Engine.Checking.Histories.Service;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>
/// The numbers of one run, all counted from its history. Quantiles are exact, over operations that were done; null:
/// there were none.
/// </summary>
public sealed record RunFigures
{
    /// <summary>Operations that were done.</summary>
    public required int Done { get; init; }

    /// <summary>Operations that were not.</summary>
    public required int Failed { get; init; }

    /// <summary>Operations of which nobody knows.</summary>
    public required int Unknown { get; init; }

    /// <summary>Reads that were judged for staleness.</summary>
    public required int Reads { get; init; }

    /// <summary>Reads that missed an acknowledged write.</summary>
    public required int Stale { get; init; }

    /// <summary>The most live versions that a read showed.</summary>
    public required int MostSiblings { get; init; }

    /// <summary>Median of reads, in ms.</summary>
    public double? GetP50 { get; init; }

    /// <summary>99th percentile of reads, in ms.</summary>
    public double? GetP99 { get; init; }

    /// <summary>99.9th percentile of reads, in ms.</summary>
    public double? GetP999 { get; init; }

    /// <summary>Median of writes, in ms.</summary>
    public double? PutP50 { get; init; }

    /// <summary>99th percentile of writes, in ms.</summary>
    public double? PutP99 { get; init; }

    /// <summary>99.9th percentile of writes, in ms.</summary>
    public double? PutP999 { get; init; }

    /// <summary>Counts them.</summary>
    public static RunFigures Of(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var service = new Availability().Measure(history);
        var stale = new Staleness().Measure(history);
        var (gets, puts) = (Waits(history, HistoryKind.Read), Waits(history, HistoryKind.Write, HistoryKind.Add));
        return new RunFigures
        {
            Done = service.Done,
            Failed = service.Failed,
            Unknown = service.Unknown,
            Reads = stale.Reads,
            Stale = stale.Stale.Length,
            MostSiblings = history.Rows.Select(row => row.LiveCount).DefaultIfEmpty(0).Max(),
            GetP50 = Quantile(gets, 0.5),
            GetP99 = Quantile(gets, 0.99),
            GetP999 = Quantile(gets, 0.999),
            PutP50 = Quantile(puts, 0.5),
            PutP99 = Quantile(puts, 0.99),
            PutP999 = Quantile(puts, 0.999),
        };
    }

    private static LatencyReport Waits(History history, params HistoryKind[] kinds) =>
        new Latency { Max = TimeSpan.MaxValue, Kinds = [.. kinds] }.Measure(history);

    private static double? Quantile(LatencyReport waits, double share) => waits.Quantile(share)?.TotalMilliseconds;
}
