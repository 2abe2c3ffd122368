// The rows of one key, and which write made what.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>The rows of one key, and which write made what.</summary>
public sealed class KeyRows
{
    private const string Tombstone = "\0"; // no text of a value: those are names for people

    private readonly Dictionary<Dot, HistoryRow> _byDot = [];
    private readonly Dictionary<string, HistoryRow> _byText = new(StringComparer.Ordinal);
    private readonly bool _usesDots;

    internal KeyRows(Key key, ImmutableArray<HistoryRow> rows)
    {
        (Key, Rows) = (key, rows);
        _usesDots = rows.All(row => row.Seen.All(value => value.Dot is not null));
        foreach (var row in rows.Where(row => row.Written is not null && row.MayHaveHappened))
            HasUniqueValues &= TryIndex(row) || row.Kind == HistoryKind.Delete;

        foreach (var row in rows.Where(row => row.Written is not null && !row.MayHaveHappened))
            TryIndex(row);
    }

    /// <summary>The key.</summary>
    public Key Key { get; }

    /// <summary>In the order in which they began.</summary>
    public ImmutableArray<HistoryRow> Rows { get; }

    /// <summary>Whether no two writes made the same value, as far as this history can tell them apart.</summary>
    public bool HasUniqueValues { get; private set; } = true;

    /// <summary>Whether clients add elements to it: such a key is judged as a set, not as a register.</summary>
    public bool IsSet => Rows.Any(row => row.Kind == HistoryKind.Add);

    /// <summary>Writes, deletes and adds that may have taken effect.</summary>
    public IEnumerable<HistoryRow> Writes => Rows.Where(row => row.IsWrite && row.MayHaveHappened && row.Written is not null);

    /// <summary>Reads that were answered.</summary>
    public IEnumerable<HistoryRow> Reads => Rows.Where(row => row.Kind == HistoryKind.Read && row.IsOk);

    /// <summary>
    /// The write that made a version, also one that was said to have failed; the first one where several made equal
    /// ones; null: none did.
    /// </summary>
    public HistoryRow? WriterOf(HistoryValue value) =>
        _usesDots && value.Dot is { } dot && _byDot.TryGetValue(dot, out var row) ? row : _byText.GetValueOrDefault(value.Text ?? Tombstone);

    /// <summary>
    /// Whether a write replaces another: its context covers it; a blind one replaces what was acknowledged before it
    /// began.
    /// </summary>
    public static bool Replaces(HistoryRow newer, HistoryRow older) =>
        newer.Context is { } context ? Covers(context, older) : older.IsOk && older.End < newer.Begin;

    /// <summary>Whether a clock covers a write, under any of its names.</summary>
    internal static bool Covers(VectorClock clock, HistoryRow write)
    {
        if (write.Written?.Dot is { } dot && clock.Covers(dot))
            return true;

        foreach (var other in write.OtherDots)
        {
            if (clock.Covers(other))
                return true;
        }

        return false;
    }

    // A version is known by its dot where all reads give dots; a write whose dot never became known, by its text.
    private bool TryIndex(HistoryRow row)
    {
        var written = row.Written!.Value;
        if (!_usesDots || written.Dot is not { } dot)
            return _byText.TryAdd(written.Text ?? Tombstone, row);

        foreach (var other in row.OtherDots)
            _byDot.TryAdd(other, row);

        return _byDot.TryAdd(dot, row);
    }
}
