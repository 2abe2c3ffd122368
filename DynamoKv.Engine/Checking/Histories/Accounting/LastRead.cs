// What the last read of a key shows, and all that this accounts for.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>
/// What the last read of a key shows, and all writes that this accounts for: those that it shows, and what they had
/// seen,
/// and what that had seen in turn. A tombstone may have been removed for good, so what a delete had seen is accounted
/// for.
/// </summary>
internal sealed class LastRead
{
    private readonly HashSet<int> _accounted = [];
    private readonly KeyRows _key;
    private VectorClock _clock = VectorClock.Empty;
    private long _blind = long.MinValue; // a write that had seen nobody knows what began then

    private LastRead(KeyRows key, HistoryRow read)
    {
        (_key, Read) = (key, read);
        Account();
    }

    /// <summary>The read.</summary>
    public HistoryRow Read { get; }

    /// <summary>Whether it shows a version of which the history tells neither write nor context.</summary>
    public bool IsPuzzling { get; private set; }

    /// <summary>The last read of a key; null: there is none.</summary>
    /// <param name="settledFrom">Earlier reads don't count; null: they do.</param>
    public static LastRead? Of(KeyRows key, Instant? settledFrom)
    {
        for (var index = key.Rows.Length - 1; index >= 0; index--)
        {
            var row = key.Rows[index];
            if (row is { IsWrite: false, IsOk: true })
                return settledFrom is { } from && row.Invoked < from ? null : new LastRead(key, row);
        }

        return null;
    }

    /// <summary>Whether a write was over when the read began, so that the read has to account for it.</summary>
    public bool Judges(HistoryRow write) => write.End < Read.Begin;

    /// <summary>Whether the read accounts for a write.</summary>
    public bool Accounts(HistoryRow write) => _accounted.Contains(write.Number);

    private void Account()
    {
        foreach (var value in Read.Seen)
        {
            if (_key.WriterOf(value) is { } writer)
                Add(writer);
            else if (Read.Context is { } context)
                _clock = _clock.Merge(context);
            else
                IsPuzzling = true;
        }

        HistoryRow[] writes = [.. _key.Writes];
        foreach (var delete in writes.Where(row => row.Kind == HistoryKind.Delete && row.Begin <= Read.End))
            Add(delete);

        while (Widen(writes))
        {
        }
    }

    // From the newest to the oldest, as contexts point: one walk mostly finds all, and one more finds nothing.
    private bool Widen(HistoryRow[] writes)
    {
        var before = _accounted.Count;
        for (var index = writes.Length - 1; index >= 0; index--)
        {
            var write = writes[index];
            if (!_accounted.Contains(write.Number) && (KeyRows.Covers(_clock, write) || (write.IsOk && write.End < _blind)))
                Add(write);
        }

        return _accounted.Count > before;
    }

    private void Add(HistoryRow write)
    {
        if (!_accounted.Add(write.Number))
            return;

        if (write.Context is { } context)
            _clock = _clock.Merge(context);
        else
            _blind = Math.Max(_blind, write.Begin);
    }
}
