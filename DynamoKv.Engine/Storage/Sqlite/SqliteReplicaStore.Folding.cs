// When a node's store folds its log into its table.
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DynamoKv.Engine.Storage.Sqlite;

internal sealed partial class SqliteReplicaStore
{
    /// <summary>How many rows wait in the log, about.</summary>
    internal long Unfolded => _rows.Unfolded;

    /// <summary>How many keys of the log are held in memory.</summary>
    internal int Held => _rows.Held;

    // The rows of the log move into the table, a chunk a call; then what SQLite's own log holds moves into the database.
    public void Tidy()
    {
        ThrowIfUnusable();
        if (IsInTransaction || _incarnation != _committedIncarnation)
            return;

        FoldChunk(_tidyRows);
        if (!_isUntidy || _isFailed)
            return;

        _isUntidy = false;
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
    }

    /// <summary>Folds what was left by a process that ended again and again before it could fold.</summary>
    internal void FoldLeftover()
    {
        if (!_rows.Folder.IsOverfull)
            return;

        for (var before = long.MaxValue; _rows.Unfolded < before && _rows.Unfolded > 0 && !_isFailed;)
        {
            before = _rows.Unfolded;
            FoldChunk(int.MaxValue);
        }
    }

    private void FoldChunk(int limit)
    {
        if (_rows.Unfolded == 0)
            return;

        try
        {
            BeginIfNeeded();
            Fold(limit);
            CommitTransaction();
        }
        catch (SqliteException error)
        {
            _ = CommitFailed(error);
        }
    }

    /// <summary>Folds a chunk, or (null) the share of a commit. A full disk only puts it off, the log keeps what it has.</summary>
    private void Fold(int? limit)
    {
        try
        {
            if (limit is { } rows)
                _rows.Folder.FoldChunk(rows);
            else
                _rows.Folder.FoldShare();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_FULL && IsInTransaction)
        {
            _rows.Folder.PutOff();
        }
    }
}
