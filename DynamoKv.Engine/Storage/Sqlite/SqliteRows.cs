// The rows of a node: those in the table, and over them those of the log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Writes go to the end of a log, which is cheap, and are read from memory until they are folded into the table
/// (docs/adr/0020-a-log-before-the-table.md).
/// </summary>
internal sealed class SqliteRows : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly DamagedRowBook _damage = new();
    private readonly UnfoldedRows _unfolded = new();
    private readonly SqliteRowTable _table;
    private readonly SqliteLogTable _log;
    private readonly LogFolder _folder;
    private readonly RowCodec _codec = new();
    private readonly SqliteStatement _rollback;

    // There was no room for the last row: until there is, removals are made to free some.
    private bool _isTight;

    public SqliteRows(SqliteConnection connection, SqliteStoreOptions options)
    {
        _connection = connection;
        _table = new SqliteRowTable(connection, _damage);
        _log = new SqliteLogTable(connection);
        _folder = new LogFolder(_table, _log, _unfolded, options);
        _rollback = new SqliteStatement(connection, "ROLLBACK");
        _log.Load(_unfolded.Active, _damage);
        _unfolded.Commit();
    }

    public DamagedRowBook Damage => _damage;

    public LogFolder Folder => _folder;

    /// <summary>How many rows wait in the log, about.</summary>
    public long Unfolded => _unfolded.LogRows;

    /// <summary>How many of their keys are held in memory, those that were written in two generations twice.</summary>
    public int Held => _unfolded.Active.Keys.Count + (_unfolded.Frozen?.Keys.Count ?? 0);

    public StoredRow Read(Key key, out RowWeight weight)
    {
        if (!_unfolded.TryGet(key, out var row))
            return _table.Read(key, out weight);

        weight = row.Weight;
        return row.Versions is not { } versions ? new StoredRow(RowState.Damaged, SiblingSet.Empty)
            : new StoredRow(versions.IsEmpty ? RowState.Missing : RowState.Present, versions);
    }

    public RowWeight Weigh(Key key) => _unfolded.TryGet(key, out var row) ? row.Weight : _table.Weigh(key);

    /// <summary>Writes a row; the empty set removes it.</summary>
    public void Write(Key key, SiblingSet versions, RowWeight before, RowWeight after)
    {
        if (versions.IsEmpty && before.Keys == 0 && !(_unfolded.TryGet(key, out var known) && known.Versions is null))
            return; // there is nothing to remove

        if (versions.IsEmpty && _isTight)
            RemoveInPlace(key);
        else
            Append(key, versions, after);

        _damage.Mend(key);
    }

    public List<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit)
    {
        var page = new List<KeyValuePair<Key, SiblingSet>>();
        var keys = _unfolded.KeysAfter(after);
        try
        {
            _table.BeginScan(after);
            var (hasRow, hasKey) = (_table.StepScan(), keys.TryNext(out var key));
            while (page.Count < limit && (hasRow || hasKey))
            {
                var order = !hasKey ? -1 : !hasRow ? 1 : _table.ScannedKey.SequenceCompareTo(_codec.KeyBytes(key));
                if (order < 0 && _table.ScannedRow() is { } row)
                    page.Add(row);
                else if (order >= 0 && _unfolded.TryGet(key, out var logged) && logged.Versions is { IsEmpty: false } versions)
                    page.Add(new(key, versions));

                hasRow = order <= 0 ? _table.StepScan() : hasRow;
                hasKey = order >= 0 ? keys.TryNext(out key) : hasKey;
            }

            return page;
        }
        finally
        {
            _table.EndScan();
        }
    }

    public void Commit()
    {
        _unfolded.Commit();
        _folder.Commit();
    }

    public void TakeBack()
    {
        _unfolded.TakeBack();
        _folder.TakeBack();
    }

    public void Dispose()
    {
        _table.Dispose();
        _log.Dispose();
        _rollback.Dispose();
    }

    private bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    // A key written twice in one transaction takes one row of the log.
    private void Append(Key key, SiblingSet versions, RowWeight weight)
    {
        var active = _unfolded.Active;
        var id = active.TryGet(key, out var known) && known.Id > active.CommittedId ? known.Id : active.LastId + 1;
        var bytes = TryPut(id, key, versions, weight);
        if (bytes is null)
            RemoveInPlace(key);
        else
            active.Put(key, new LoggedRow(id, versions, weight), bytes.Value);
    }

    // Null: there is no room to say at the end that the row is gone.
    private int? TryPut(long id, Key key, SiblingSet versions, RowWeight weight)
    {
        try
        {
            var bytes = _log.Put(id, key, versions, weight);
            _isTight = false;
            return bytes;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_FULL && IsInTransaction)
        {
            _isTight = true;
            if (versions.IsEmpty)
                return null;
            throw;
        }
    }

    // On a full disk only fewer rows make room: that a row is gone is said where it stands, and takes less than the row did.
    private void RemoveInPlace(Key key)
    {
        var generation = _unfolded.Active.TryGet(key, out var known) ? _unfolded.Active
            : _unfolded.Frozen is { } frozen && frozen.TryGet(key, out known) ? frozen
            : null;
        try
        {
            if (generation is not null)
                generation.Put(key, new LoggedRow(known.Id, SiblingSet.Empty, default), _log.PutRemoval(known.Id, key));

            _table.Replace(key, SiblingSet.Empty, default);
        }
        catch (SqliteException) when (IsInTransaction)
        {
            _rollback.Run(); // half of it may be done, which is no state to go on from
            throw;
        }
    }
}
