// What became of all that was added to sets.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>What became of all that was added to sets.</summary>
/// <param name="Elements">All elements that were added or tried to be, by key, in the order of their first add.</param>
/// <param name="Unexpected">Reads that show an element that nobody added.</param>
public sealed record SetReport(ImmutableArray<SetElement> Elements, ImmutableArray<HistoryRow> Unexpected)
{
    /// <summary>How many acknowledged elements met a fate.</summary>
    public int Count(ElementFate fate) => Elements.Count(element => element.IsAcknowledged && element.Fate == fate);

    /// <summary>How many elements were acknowledged.</summary>
    public int Acknowledged => Elements.Count(element => element.IsAcknowledged);

    /// <summary>The share of acknowledged elements that are lost; 0 when there are none.</summary>
    public double LostShare => Acknowledged == 0 ? 0 : (double)Count(ElementFate.Lost) / Acknowledged;

    /// <summary>The latencies of a fate, sorted.</summary>
    public ImmutableArray<TimeSpan> Latencies(ElementFate fate) =>
        [.. Elements.Where(element => element.Fate == fate).Select(element => element.Latency).Order()];
}
