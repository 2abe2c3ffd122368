// A node's state in a SQLite database.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>One connection for the life of the store, one transaction from the first write to the commit.</summary>
internal sealed partial class SqliteReplicaStore : IReplicaStore
{
    private readonly SqliteConnection _connection;
    private readonly int _tidyRows;
    private readonly StoreLock _lock;
    private readonly SqliteRows _rows;
    private readonly SqliteHintTable _hints;
    private readonly SqliteNoteTable _notes;
    private readonly SqliteStatement _begin, _commit, _rollback, _saveHeader;
    private StoreCounts _counts, _committedCounts;
    private long _incarnation, _committedIncarnation;
    private bool _isMarkedClean, _isFailed, _isClosed, _isUntidy;

    // A node reads a row before it replaces it: what the row weighs is then known without another look-up.
    private (Key Key, RowWeight Weight)? _lastSeen;

    public SqliteReplicaStore(NodeId node, SqliteConnection connection, StoreLock storeLock, StoreHeader header, SqliteStoreOptions options)
    {
        Node = node;
        _connection = connection;
        _lock = storeLock;
        _tidyRows = options.TidyRows;
        _counts = _committedCounts = header.Counts;
        _incarnation = _committedIncarnation = header.Incarnation;
        _isMarkedClean = header.IsClean != 0;
        _rows = new SqliteRows(connection, options);
        _hints = new SqliteHintTable(connection);
        _notes = new SqliteNoteTable(connection);
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "COMMIT");
        _rollback = new SqliteStatement(connection, "ROLLBACK");
        _saveHeader = new SqliteStatement(connection, """
            UPDATE store SET incarnation = ?1, keys = ?2, tombstones = ?3, bytes = ?4, is_clean = 0 WHERE id = 1
            """);
    }

    public NodeId Node { get; }

    public StoreStatistics Statistics
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return new StoreStatistics(_counts.Keys, _counts.Tombstones, _rows.Damage.Count, _counts.Bytes);
        }
    }

    /// <summary>The connection, for tests that break it.</summary>
    internal SqliteConnection Connection => _connection;

    private bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public long Incarnation => _incarnation;

    public long BeginIncarnation(long atLeast)
    {
        ThrowIfUnusable();
        return _incarnation = Math.Max(_incarnation + 1, atLeast);
    }

    public StoredRow Read(Key key)
    {
        ThrowIfUnusable();
        try
        {
            var row = _rows.Read(key, out var weight);
            _lastSeen = (key, weight);
            return row;
        }
        catch (SqliteException error)
        {
            throw Failed(error, "read a row");
        }
    }

    public void Write(Key key, SiblingSet versions)
    {
        ThrowIfUnusable();
        try
        {
            BeginIfNeeded();
            var before = _lastSeen is { } seen && seen.Key == key ? seen.Weight : _rows.Weigh(key);
            var after = RowWeight.Of(key, versions);
            _rows.Write(key, versions, before, after);
            _counts = _counts.Replace(before, after);
            _lastSeen = (key, after);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_FULL && IsInTransaction)
        {
            throw SqliteErrors.AtWork(error, $"A row of node '{Node}' was not written");
        }
        catch (SqliteException error)
        {
            throw Failed(error, "write a row");
        }
    }

    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit)
    {
        ThrowIfUnusable();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        try
        {
            return _rows.Scan(after, limit);
        }
        catch (SqliteException error)
        {
            throw Failed(error, "scan");
        }
    }

    public IReadOnlyList<Key> DamagedKeys => _rows.Damage.Keys;

    public void Commit()
    {
        ThrowIfUnusable();
        if (!IsInTransaction && _incarnation == _committedIncarnation)
            return;

        try
        {
            BeginIfNeeded();
            Fold(limit: null);
            CommitTransaction();
        }
        catch (SqliteException error)
        {
            throw CommitFailed(error);
        }
    }

    public void Dispose()
    {
        if (_isClosed)
            return;

        _isClosed = true;
        TakeBack();
        MarkClean();
        _rows.Dispose();
        _hints.Dispose();
        _notes.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _saveHeader.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private void CommitTransaction()
    {
        _saveHeader.Bind(1, _incarnation)
            .Bind(2, _counts.Keys).Bind(3, _counts.Tombstones).Bind(4, _counts.Bytes).Run();
        _commit.Run();
        _rows.Commit();
        _isMarkedClean = false;
        _isUntidy = true;
        _committedCounts = _counts;
        _committedIncarnation = _incarnation;
    }

    private void BeginIfNeeded()
    {
        if (!IsInTransaction)
            _begin.Run();
    }

    /// <summary>Back to the last commit, on disk and in memory.</summary>
    private void TakeBack()
    {
        _counts = _committedCounts;
        _incarnation = _committedIncarnation;
        _lastSeen = null;
        _rows.TakeBack();
        try
        {
            if (IsInTransaction)
                _rollback.Run();

            if (!_isClosed)
                _hints.Recount();
        }
        catch (SqliteException)
        {
            // What could not be rolled back is not committed either: the next opening finds the last commit.
            _isFailed = true;
        }
    }

    // After a failed flush nobody knows what reached the disk, so only a full disk leaves the store usable.
    private Exception CommitFailed(SqliteException error)
    {
        _isFailed = error.SqliteErrorCode != raw.SQLITE_FULL;
        TakeBack();
        return SqliteErrors.AtWork(
            error, $"The commit of node '{Node}' failed and its writes since the last commit are lost");
    }

    private StoreFailedException Failed(SqliteException error, string verb)
    {
        _isFailed = true;
        TakeBack();
        return new StoreFailedException(
            $"Node '{Node}' failed to {verb} and its writes since the last commit are lost: {error.Message} " +
            "Open the store anew.",
            error);
    }

    private void MarkClean()
    {
        if (_isFailed || _isMarkedClean)
            return;

        try
        {
            StoreHeader.MarkClean(_connection);
        }
        catch (SqliteException)
        {
            // Without the mark the next opening looks for damage first, which is only slower.
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_isFailed)
            throw new StoreFailedException($"The store of node '{Node}' has failed before: open it anew.");
    }
}
