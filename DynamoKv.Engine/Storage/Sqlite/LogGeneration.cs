// A part of the log, in memory: the newest row of each key that was written while it was open.
using System.Runtime.InteropServices;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>A row of the log.</summary>
/// <param name="Id">Where it stands in the log.</param>
/// <param name="Versions">What was written; empty: the row was removed; null: the row is damaged.</param>
/// <param name="Weight">What it adds to the counts.</param>
internal readonly record struct LoggedRow(long Id, SiblingSet? Versions, RowWeight Weight);

/// <summary>The rows between two ids of the log, by key; what was not committed can be taken back.</summary>
internal sealed class LogGeneration
{
    // What a row costs besides its own bytes, in memory and in the file, about.
    private const int RowOverhead = 64;

    private readonly Dictionary<Key, LoggedRow> _rows = [];
    private readonly List<(Key Key, LoggedRow? Before)> _undo = [];
    private (long LastId, long Bytes, int Keys) _committed;

    /// <summary>The keys, to be listed in order.</summary>
    public KeyRuns Keys { get; } = new();

    /// <summary>The id before the first row's.</summary>
    public long StartId { get; private set; }

    /// <summary>The id of the last row, that of <see cref="StartId"/> when there is none.</summary>
    public long LastId { get; private set; }

    /// <summary>The newest id that is committed: rows behind it may still be replaced.</summary>
    public long CommittedId => _committed.LastId;

    /// <summary>How many rows of the log it stands for.</summary>
    public long LogRows => LastId - StartId;

    /// <summary>What was written, about; more than what is held, where keys were written again.</summary>
    public long Bytes { get; private set; }

    /// <summary>Damaged rows whose key can't be read either.</summary>
    public List<long> Nameless { get; } = [];

    public bool TryGet(Key key, out LoggedRow row) => _rows.TryGetValue(key, out row);

    /// <summary>Puts a row of the transaction that is open.</summary>
    public void Put(Key key, in LoggedRow row, int bytes)
    {
        var before = Set(key, row, bytes);
        _undo.Add((key, before));
    }

    /// <summary>Puts a row that was found in the log.</summary>
    public void Load(Key key, in LoggedRow row, int bytes) => Set(key, row, bytes);

    /// <summary>Puts a row that was found in the log and whose key spells none.</summary>
    public void LoadNameless(long id, int bytes)
    {
        Nameless.Add(id);
        Count(id, bytes);
    }

    /// <summary>What was put is committed.</summary>
    public void Commit()
    {
        _undo.Clear();
        Keys.Seal(isLast: false);
        _committed = (LastId, Bytes, Keys.Count);
    }

    /// <summary>What was put since the last commit is taken back.</summary>
    public void TakeBack()
    {
        for (var index = _undo.Count - 1; index >= 0; index--)
        {
            if (_undo[index].Before is { } before)
                _rows[_undo[index].Key] = before;
            else
                _rows.Remove(_undo[index].Key);
        }

        _undo.Clear();
        Keys.CutTo(_committed.Keys);
        (LastId, Bytes) = (_committed.LastId, _committed.Bytes);
    }

    /// <summary>Begins anew behind a row of the log.</summary>
    public void Restart(long startId)
    {
        _rows.Clear();
        _undo.Clear();
        Nameless.Clear();
        Keys.Clear();
        (StartId, LastId, Bytes) = (startId, startId, 0);
        _committed = (startId, 0, 0);
    }

    private LoggedRow? Set(Key key, in LoggedRow row, int bytes)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out var exists);
        LoggedRow? before = exists ? place : null;
        place = row;
        if (!exists)
            Keys.Add(key);
        Count(row.Id, bytes);
        return before;
    }

    private void Count(long id, int bytes)
    {
        if (LogRows == 0 && id > LastId)
            StartId = id - 1;
        LastId = Math.Max(LastId, id);
        Bytes += bytes + RowOverhead;
    }
}
