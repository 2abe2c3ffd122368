// Moves rows from the log into the table, a little at a time.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Folds the older generation in key order, so that rows which are neighbours in the table are written together; then cuts its part
/// off the log. All within the transaction that is open: what was done counts from <see cref="Commit"/> on.
/// </summary>
/// <remarks>
/// The log is only ever cut from its beginning, and a row is cut when its key's newest row of that part is in the table: so a
/// replay of what is left gives the same rows, at whatever moment the process ends.
/// </remarks>
internal sealed class LogFolder(SqliteRowTable table, SqliteLogTable log, UnfoldedRows rows, SqliteStoreOptions options)
{
    // The younger generation is this full when the older one is folded, and when its log is cut.
    private const double FoldedAt = 0.8, TrimmedAt = 0.95;

    // Cutting a row off the log costs this much less than folding one.
    private const int TrimsAFold = 10;

    private Progress _now, _committed;
    private KeyMerge? _keys;

    private readonly record struct Progress(int Folded, Key? Last, long TrimmedTo);

    private double Fill => Math.Max(
        (double)rows.Active.LogRows / options.FoldAfterRows, (double)rows.Active.Bytes / options.FoldAfterBytes);

    /// <summary>Whether a process that ended again and again left more than is meant to wait.</summary>
    public bool IsOverfull => rows.Frozen is null && Fill > 2;

    /// <summary>The share of a commit: as much as its own rows filled the younger generation.</summary>
    public void FoldShare()
    {
        if (rows.Frozen is not { } frozen)
            return;

        var fill = Fill;
        FoldTo(frozen, (long)Math.Ceiling(frozen.Keys.Count * Math.Min(1, fill / FoldedAt)));
        if (fill > FoldedAt && _now.Folded == frozen.Keys.Count)
            TrimTo(frozen, frozen.StartId + (long)Math.Ceiling(frozen.LogRows * Math.Min(1, (fill - FoldedAt) / (TrimmedAt - FoldedAt))));
    }

    /// <summary>A bounded part, whatever was written.</summary>
    public void FoldChunk(int limit)
    {
        if (rows.Frozen is null && rows.Active.LogRows > 0)
            Freeze();
        if (rows.Frozen is not { } frozen)
            return;

        FoldTo(frozen, _now.Folded + (long)limit);
        if (_now.Folded == frozen.Keys.Count)
            TrimTo(frozen, _now.TrimmedTo + ((long)limit * TrimsAFold));
    }

    public void Commit()
    {
        _committed = _now;
        if (rows.Frozen is { } frozen && _now.TrimmedTo >= frozen.LastId)
            rows.Forget();
        if (rows.Frozen is null && Fill >= 1)
            Freeze();
    }

    /// <summary>A row could not be folded: it and those after it wait.</summary>
    public void PutOff() => _keys = KeysOf(rows.Frozen!, _now.Last);

    public void TakeBack()
    {
        _now = _committed;
        _keys = rows.Frozen is { } frozen ? KeysOf(frozen, _committed.Last) : null;
    }

    private void Freeze()
    {
        var frozen = rows.Freeze();
        _now = _committed = new Progress(0, null, frozen.StartId);
        _keys = KeysOf(frozen, null);
    }

    private void FoldTo(LogGeneration frozen, long target)
    {
        if (_now.Folded == 0 && target > 0)
        {
            foreach (var id in frozen.Nameless)
                log.CopyToTable(id);
        }

        while (_now.Folded < target && _keys!.TryNext(out var key))
        {
            Fold(frozen, key);
            _now = _now with { Folded = _now.Folded + 1, Last = key };
        }
    }

    // What was written again since is newer than the table in any case, and will be folded in its turn.
    private void Fold(LogGeneration frozen, Key key)
    {
        if (rows.Active.TryGet(key, out _) || !frozen.TryGet(key, out var row))
            return;

        if (row.Versions is { } versions)
            table.Replace(key, versions, row.Weight);
        else
            log.CopyToTable(row.Id);
    }

    private void TrimTo(LogGeneration frozen, long target)
    {
        target = Math.Min(target, frozen.LastId);
        if (target <= _now.TrimmedTo)
            return;

        log.TrimTo(target);
        _now = _now with { TrimmedTo = target };
    }

    private static KeyMerge KeysOf(LogGeneration frozen, Key? after)
    {
        var keys = new KeyMerge(after);
        frozen.Keys.AddTo(keys);
        return keys;
    }
}
