// The log of rows in a node's database: what was written and is not in the table of rows yet.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Rows in the order in which they were written; of one key the newest counts, and one without versions says that the row was
/// removed. Written at its end and cut at its beginning, which both touch few pages.
/// </summary>
internal sealed class SqliteLogTable(SqliteConnection connection) : IDisposable
{
    // A SELECT for the same reason as in the table of rows.
    private readonly SqliteStatement _put = new(connection, """
        INSERT OR REPLACE INTO log (id, key, checksum, tombstones, bytes, versions) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE true
        """);

    private readonly SqliteStatement _remove = new(connection, "DELETE FROM log WHERE id = ?1");
    private readonly SqliteStatement _trim = new(connection, "DELETE FROM log WHERE id <= ?1");
    private readonly SqliteStatement _load = new(
        connection, "SELECT id, key, checksum, tombstones, bytes, versions FROM log ORDER BY id");

    // As it is: what was damaged in the log is damaged in the table.
    private readonly SqliteStatement _copy = new(connection, """
        INSERT OR REPLACE INTO rows (key, checksum, tombstones, bytes, versions)
        SELECT key, checksum, tombstones, bytes, versions FROM log WHERE id = ?1
        """);

    private readonly RowCodec _codec = new();

    /// <summary>Puts a row at the end, or in the place of one; gives how many bytes the key and the versions take.</summary>
    public int Put(long id, Key key, SiblingSet versions, RowWeight weight)
    {
        var keyBytes = _codec.KeyBytes(key);
        var bytes = _codec.Encode(versions);
        _put.Bind(1, id).Bind(2, keyBytes).Bind(3, RowCodec.Checksum(keyBytes, bytes))
            .Bind(4, weight.Tombstones).Bind(5, weight.Bytes).Bind(6, bytes).Run();
        return keyBytes.Length + bytes.Length;
    }

    /// <summary>
    /// Says in the place of a row that its key was removed. The row is taken away first: that frees its pages, which replacing it
    /// would not.
    /// </summary>
    public int PutRemoval(long id, Key key)
    {
        _remove.Bind(1, id).Run();
        return Put(id, key, SiblingSet.Empty, default);
    }

    /// <summary>Forgets the rows up to one.</summary>
    public void TrimTo(long id) => _trim.Bind(1, id).Run();

    /// <summary>Copies a row into the table as it is.</summary>
    public void CopyToTable(long id) => _copy.Bind(1, id).Run();

    /// <summary>Reads the whole log, for an opening.</summary>
    public void Load(LogGeneration into, DamagedRowBook damage)
    {
        var damaged = new List<Key>();
        try
        {
            while (_load.Step())
                LoadRow(into, damage, damaged);
        }
        finally
        {
            _load.Reset();
        }

        foreach (var key in damaged)
        {
            if (into.TryGet(key, out var row) && row.Versions is null)
                damage.Meet(_codec.KeyBytes(key));
        }
    }

    public void Dispose()
    {
        _put.Dispose();
        _remove.Dispose();
        _trim.Dispose();
        _load.Dispose();
        _copy.Dispose();
    }

    private void LoadRow(LogGeneration into, DamagedRowBook damage, List<Key> damaged)
    {
        var id = _load.Integer(0);
        var keyBytes = _load.Blob(1);
        var versions = _load.Blob(5);
        var bytes = keyBytes.Length + versions.Length;
        if (RowCodec.TryKey(keyBytes) is not { } key)
        {
            damage.Meet(keyBytes);
            into.LoadNameless(id, bytes);
            return;
        }

        var isRemoval = versions.IsEmpty && RowCodec.Checksum(keyBytes, []) == _load.Integer(2);
        var known = isRemoval ? SiblingSet.Empty : RowCodec.TryDecode(keyBytes, versions, _load.Integer(2));
        var weight = versions.IsEmpty ? default : new RowWeight(1, (int)_load.Integer(3), _load.Integer(4));
        into.Load(key, new LoggedRow(id, known, weight), bytes);
        if (known is null)
            damaged.Add(key);
    }
}
