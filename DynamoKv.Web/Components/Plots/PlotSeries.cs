// The plots of a run over time.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.Series;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Plots;

/// <summary>The plots of a run over one shared axis of time, from buckets of what happened and counts at their ends.</summary>
/// <param name="Buckets">What happened, in order.</param>
/// <param name="Gauges">What was counted at the end of each bucket.</param>
/// <param name="Nodes">All nodes, in order of their names.</param>
/// <param name="Faults">What was broken, and when.</param>
/// <param name="FreshFrom">Of the model of bounded staleness: from which time after a write, in ms, a read is fresh; null: there is no prediction.</param>
public sealed record PlotSeries(
    IReadOnlyList<PlotBucket> Buckets, IReadOnlyList<ClusterGauges> Gauges, IReadOnlyList<NodeId> Nodes, IReadOnlyList<FaultWindow> Faults, Sample? FreshFrom)
{
    /// <summary>How many nodes have a line of their own.</summary>
    public const int MostNodes = 10;

    /// <summary>What is taken off all times, in seconds: those of a real cluster begin in 1970.</summary>
    public double Offset { get; init; }

    /// <summary>All plots.</summary>
    public ImmutableArray<Plot> All() => Buckets.Count == 0 ? [] : [Latency(), Rate(), Staleness(), Hints(), Siblings(), Load()];

    private double From => Buckets[0].From.SinceStart.TotalSeconds - Offset;

    private double Until => Buckets[^1].Until.SinceStart.TotalSeconds - Offset;

    private Plot Latency() => Make(
        PlotsText.Latency, PlotsText.LatencyY,
        Waits(PlotsText.GetMedian, isGet: true, 0.5), Waits(PlotsText.GetTail, isGet: true, 0.99),
        Waits(PlotsText.PutMedian, isGet: false, 0.5), Waits(PlotsText.PutTail, isGet: false, 0.99)) with
    { IsYLogarithmic = true };

    private Plot Rate() => Make(
        PlotsText.Rate, PlotsText.RateY,
        Ended(PlotsText.Done, OperationState.Succeeded), Ended(PlotsText.NotDone, OperationState.Failed), Ended(PlotsText.Unknown, OperationState.Unknown));

    private Plot Staleness()
    {
        var measured = Line(PlotsText.Measured, bucket => Reads(bucket) is { Length: > 0 } reads ? 100.0 * reads.Count(read => read.IsStale == true) / reads.Length : null);
        return FreshFrom is null
            ? Make(PlotsText.Staleness, PlotsText.StalenessY, measured)
            : Make(PlotsText.Staleness, PlotsText.StalenessY, measured, Line(PlotsText.Predicted, Predicted));
    }

    private Plot Hints() => Make(
        PlotsText.Hints, PlotsText.HintsY, Count(PlotsText.HintCount, gauges => gauges.Hints), Count(PlotsText.Divergent, gauges => gauges.Divergent));

    private Plot Siblings() => Make(
        PlotsText.Siblings, PlotsText.SiblingsY,
        Count(PlotsText.WithSiblings, gauges => gauges.WithSiblings), Count(PlotsText.MostSiblings, gauges => gauges.MostSiblings));

    private Plot Load() => Make(PlotsText.Load, PlotsText.LoadY, [.. Nodes.Take(MostNodes).Select(node =>
        Line(node.Value, bucket => bucket.Operations.Count(fact => fact.Coordinator == node) / bucket.Seconds))]);

    private Plot Make(string title, string y, params ImmutableArray<PlotLine> lines) => new()
    {
        Title = title,
        XLabel = PlotsText.XLabel,
        YLabel = y,
        Lines = lines,
        XRange = (From, Until),
        Bands = [.. Faults.Select(fault => new PlotBand(
            fault.What, fault.From.SinceStart.TotalSeconds - Offset, fault.Until is { } until ? until.SinceStart.TotalSeconds - Offset : Until))
            .Where(band => band.Until > From && band.From < Until)],
    };

    private PlotLine Waits(string name, bool isGet, double share) => Line(name, bucket =>
    {
        double[] waits = [.. bucket.Operations
            .Where(fact => fact.State == OperationState.Succeeded && (fact.Kind == OperationKind.Get) == isGet && fact.AnsweredAt is not null)
            .Select(fact => (fact.AnsweredAt!.Value - fact.EnteredAt).TotalMilliseconds)];
        return waits.Length == 0 ? null : new Sample(waits).Quantile(share);
    });

    private PlotLine Ended(string name, OperationState state) => Line(name, bucket => bucket.Operations.Count(fact => fact.State == state) / bucket.Seconds);

    private static OperationFact[] Reads(PlotBucket bucket) => [.. bucket.Operations.Where(fact => fact.IsStale is not null)];

    // The mean over the bucket's reads of what the model says for their ages; a key that was never written is never stale.
    private double? Predicted(PlotBucket bucket) => Reads(bucket) is { Length: > 0 } reads
        ? reads.Average(read => read.Age is { } age ? 100 * (1 - FreshFrom!.AtMost(age.TotalMilliseconds).Share) : 0)
        : null;

    private PlotLine Line(string name, Func<PlotBucket, double?> value) => new(
        name, [.. Buckets.Select(bucket => (X: bucket.Middle - Offset, Y: value(bucket))).Where(point => point.Y is not null).Select(point => (point.X, point.Y!.Value))]);

    private PlotLine Count(string name, Func<ClusterGauges, double> value) => new(
        name, [.. Buckets.Zip(Gauges).Select(pair => (pair.First.Middle - Offset, value(pair.Second)))]);
}
