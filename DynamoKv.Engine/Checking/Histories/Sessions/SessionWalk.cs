// What one client knows of one key, operation by operation.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories.Sessions;

/// <summary>What one client knows of one key, operation by operation.</summary>
internal sealed class SessionWalk(KeyRows key)
{
    private readonly List<HistoryRow> _writes = [];
    private readonly List<HistoryRow> _reads = [];
    private HistoryRow[]? _deletes;
    private VectorClock _read = VectorClock.Empty;
    private VectorClock _written = VectorClock.Empty;

    /// <summary>The operation is over: the client knows what came of it.</summary>
    public void Remember(HistoryRow row)
    {
        if (row.IsWrite)
        {
            _writes.Add(row);
            _written = row.Written?.Dot is { } dot ? _written.Including(dot) : _written;
        }
        else if (row.Context is { } context)
        {
            _reads.Add(row);
            _read = _read.Merge(context);
        }
    }

    /// <summary>
    /// A write that the client knew and an operation does not, and how the client knew it; null: nothing is missing.
    /// </summary>
    /// <param name="ownWrites">Whether it is about the client's own writes, or about what it had read.</param>
    public (HistoryRow Earlier, HistoryRow Write)? FirstMissing(HistoryRow later, VectorClock context, bool ownWrites)
    {
        if (context.Covers(ownWrites ? _written : _read))
            return null; // clocks say more than needed: most operations end here

        foreach (var write in ownWrites ? _writes : key.Writes)
        {
            if (KeyRows.Covers(context, write) || write.Written?.Dot is null || write.Number == later.Number)
                continue;

            var earlier = ownWrites ? write : KeyRows.Covers(_read, write) ? _reads.Find(read => KeyRows.Covers(read.Context!, write)) : null;
            if (earlier is not null && !MayBeForgotten(write, later))
                return (earlier, write);
        }

        return null;
    }

    private bool MayBeForgotten(HistoryRow write, HistoryRow later)
    {
        _deletes ??= [.. key.Writes.Where(row => row.Kind == HistoryKind.Delete)];
        foreach (var delete in _deletes)
        {
            var hides = delete.Begin <= later.End && (delete.Number == write.Number || KeyRows.Replaces(delete, write));
            if (hides && !later.Seen.Any(value => !value.IsTombstone && key.WriterOf(value) is { } writer && KeyRows.Replaces(delete, writer)))
                return true;
        }

        return false;
    }
}
