// The plots of one run.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>The plots of one run, over virtual time, with the times marked in which something was broken.</summary>
public static class RunPlots
{
    private const int Slots = 60;

    /// <summary>
    /// How long clients waited: the median and the 99th percentile of each time slot, by when they meant to ask.
    /// </summary>
    public static Plot Latency(RunOutcome outcome) => new()
    {
        Title = "How long clients waited",
        XLabel = "virtual time (s)",
        YLabel = "latency (ms)",
        Bands = Bands(outcome),
        XRange = (0, Math.Max(outcome.Ran.TotalSeconds, 1e-6)),
        Lines =
        [
            new PlotLine("get, median", Waits(outcome, HistoryKind.Read, 0.5)), new PlotLine("get, 99th percentile", Waits(outcome, HistoryKind.Read, 0.99)),
            new PlotLine("put, median", Waits(outcome, HistoryKind.Write, 0.5)), new PlotLine("put, 99th percentile", Waits(outcome, HistoryKind.Write, 0.99)),
        ],
    };

    /// <summary>Operations a second that were done, were not, or are unknown.</summary>
    public static Plot Throughput(RunOutcome outcome) => new()
    {
        Title = "What became of operations",
        XLabel = "virtual time (s)",
        YLabel = "operations a second",
        Bands = Bands(outcome),
        XRange = (0, Math.Max(outcome.Ran.TotalSeconds, 1e-6)),
        Lines =
        [
            new PlotLine("done", Rate(outcome, HistoryOutcome.Ok)), new PlotLine("not done", Rate(outcome, HistoryOutcome.Fail)),
            new PlotLine("unknown", Rate(outcome, HistoryOutcome.Info)),
        ],
    };

    private static ImmutableArray<PlotBand> Bands(RunOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return [.. outcome.Faults.Select(fault => new PlotBand(fault.What, fault.From.SinceStart.TotalSeconds, fault.Until.SinceStart.TotalSeconds))];
    }

    private static ImmutableArray<(double, double)> Waits(RunOutcome outcome, HistoryKind kind, double share) =>
        [.. InSlots(outcome, row => row.Kind == kind && row.IsOk).Where(slot => slot.Rows.Count > 0).Select(slot => (slot.At, QuantileOf(slot.Rows, share)))];

    private static ImmutableArray<(double, double)> Rate(RunOutcome outcome, HistoryOutcome ended) =>
        [.. InSlots(outcome, row => row.Outcome == ended).Select(slot => (slot.At, slot.Rows.Count / slot.Width))];

    private static IEnumerable<(double At, double Width, List<HistoryRow> Rows)> InSlots(RunOutcome outcome, Func<HistoryRow, bool> counts)
    {
        var width = Math.Max(outcome.Ran.TotalSeconds, 1e-6) / Slots;
        var slots = Enumerable.Range(0, Slots).Select(_ => new List<HistoryRow>()).ToArray();
        foreach (var row in outcome.History.Rows.Where(counts))
            slots[Math.Clamp((int)(row.IntendedAt.SinceStart.TotalSeconds / width), 0, Slots - 1)].Add(row);

        return slots.Select((rows, index) => ((index + 0.5) * width, width, rows));
    }

    private static double QuantileOf(List<HistoryRow> rows, double share)
    {
        double[] waits = [.. rows.Select(row => (row.Returned!.Value - row.IntendedAt).TotalMilliseconds).Order()];
        return waits[Math.Clamp((int)Math.Ceiling(share * waits.Length) - 1, 0, waits.Length - 1)];
    }
}
