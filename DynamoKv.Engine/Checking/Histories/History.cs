// What clients asked of a cluster and what they were told.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>What clients asked of a cluster and what they were told: all that a checker reads. Immutable.</summary>
public sealed class History
{
    private ImmutableArray<KeyRows> _keys;

    private History(ImmutableArray<HistoryRow> rows, bool tellsCausality) => (Rows, TellsCausality) = (rows, tellsCausality);

    /// <summary>The history in which nothing happened.</summary>
    public static History Empty { get; } = new([], tellsCausality: true);

    /// <summary>All rows, in the order in which they began.</summary>
    public ImmutableArray<HistoryRow> Rows { get; }

    /// <summary>The rows by key, in key order. Made when first asked for, then kept.</summary>
    public ImmutableArray<KeyRows> Keys => _keys.IsDefault ? _keys = Group() : _keys;

    /// <summary>Keys that are no sets.</summary>
    public IEnumerable<KeyRows> Registers => Keys.Where(key => !key.IsSet);

    /// <summary>Whether contexts say what was seen; last-write-wins keeps none that do.</summary>
    public bool TellsCausality { get; }

    /// <summary>
    /// Whether anybody knows which client asked what: without that nothing can be said about sessions.
    /// </summary>
    public bool NamesClients => Rows.Any(row => row.Process is not null);

    /// <summary>A history of these rows, in any order.</summary>
    /// <param name="tellsCausality">See <see cref="TellsCausality"/>.</param>
    /// <exception cref="ArgumentException">When two rows have one number, or a row that is done has no end.</exception>
    public static History Of(IEnumerable<HistoryRow> rows, bool tellsCausality = true)
    {
        HistoryRow[] sorted = [.. rows];
        Array.Sort(sorted, Compare);
        var numbers = new HashSet<int>(sorted.Length);
        foreach (var row in sorted)
        {
            if (!numbers.Add(row.Number))
                throw new ArgumentException($"Two rows of the history have the number {row.Number}.", nameof(rows));
            if (row.IsOk && row.Returned is null)
                throw new ArgumentException($"The operation {row.Operation} is done, but nobody says when.", nameof(rows));
        }

        return new History([.. sorted], tellsCausality);
    }

    /// <summary>The rows of one key only; null: all.</summary>
    public History OfKey(Key? key) => key is null ? this : new History([.. Rows.Where(row => row.Key == key)], TellsCausality);

    /// <summary>
    /// The same history without some rows. What reads saw of a removed write goes with it, and so does a read that saw
    /// nothing else: else it would show a value that nobody ever wrote.
    /// </summary>
    public History Without(IEnumerable<HistoryRow> removed)
    {
        var numbers = removed.Select(row => row.Number).ToHashSet();
        if (numbers.Count == 0)
            return this;

        var rows = ImmutableArray.CreateBuilder<HistoryRow>(Rows.Length);
        foreach (var key in Keys)
        {
            var hasLostWrites = key.Rows.Any(row => row.IsWrite && numbers.Contains(row.Number));
            foreach (var row in key.Rows)
            {
                if (!numbers.Contains(row.Number) && (hasLostWrites ? Cut(key, row, numbers) : row) is { } kept)
                    rows.Add(kept);
            }
        }

        return Of(rows, TellsCausality);
    }

    private static HistoryRow? Cut(KeyRows key, HistoryRow row, HashSet<int> removed)
    {
        if (row.Seen.IsEmpty)
            return row;

        var kept = row.Seen.RemoveAll(value => key.WriterOf(value) is { } writer && removed.Contains(writer.Number));
        return kept.Length == row.Seen.Length ? row : kept.IsEmpty && !row.IsWrite ? null : row with { Seen = kept };
    }

    private ImmutableArray<KeyRows> Group()
    {
        var byKey = new Dictionary<Key, ImmutableArray<HistoryRow>.Builder>();
        foreach (var row in Rows)
        {
            if (!byKey.TryGetValue(row.Key, out var rows))
                byKey.Add(row.Key, rows = ImmutableArray.CreateBuilder<HistoryRow>());

            rows.Add(row);
        }

        return [.. byKey.OrderBy(pair => pair.Key).Select(pair => new KeyRows(pair.Key, pair.Value.ToImmutable()))];
    }

    private static int Compare(HistoryRow left, HistoryRow right)
    {
        var byTime = left.Invoked.CompareTo(right.Invoked);
        return byTime != 0 ? byTime : left.Number.CompareTo(right.Number);
    }
}
