// What became of one element of a set.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>What became of an element that was added to a set.</summary>
public enum ElementFate
{
    /// <summary>From some time on every read shows it.</summary>
    Stable,

    /// <summary>It was there, and the last reads don't show it.</summary>
    Lost,

    /// <summary>No read could show it: none began after it was there.</summary>
    NeverRead,
}

/// <summary>What became of one element of a set.</summary>
/// <param name="Adds">The operations that added it: more than one where a client tried again.</param>
/// <param name="IsAcknowledged">Whether a client was told that it is there.</param>
/// <param name="Latency">
/// Stable: how long after it was known to be there the last read missed it. Lost: how long the reads went on to show
/// it. Never negative.
/// </param>
/// <param name="LastAbsent">The last read that does not show it; null: none.</param>
public sealed record SetElement(
    Key Key, string Element, ImmutableArray<HistoryRow> Adds, bool IsAcknowledged, ElementFate Fate, TimeSpan Latency, HistoryRow? LastAbsent);
