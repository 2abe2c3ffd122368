// The table of rows by key in a node's database.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Reads and writes rows: a key, canonical bytes, their checksum, and what the row adds to the counts.
/// </summary>
internal sealed class SqliteRowTable(SqliteConnection connection, DamagedRowBook damage) : IDisposable
{
    private readonly SqliteStatement _read = new(
        connection, "SELECT checksum, tombstones, bytes, versions FROM rows WHERE key = ?1");
    private readonly SqliteStatement _weigh = new(connection, "SELECT tombstones, bytes FROM rows WHERE key = ?1");
    private readonly SqliteStatement _remove = new(connection, "DELETE FROM rows WHERE key = ?1");
    private readonly SqliteStatement _scan = new(
        connection, "SELECT checksum, key, versions FROM rows WHERE key > ?1 ORDER BY key");

    // Written as a SELECT on purpose: SQLite then journals the statement, so that one that finds the disk full takes
    // only itself back; a plain VALUES takes the whole transaction back.
    private readonly SqliteStatement _replace = new(connection, """
        INSERT INTO rows (key, checksum, tombstones, bytes, versions) SELECT ?1, ?2, ?3, ?4, ?5 WHERE true
        ON CONFLICT (key) DO UPDATE SET checksum = ?2, tombstones = ?3, bytes = ?4, versions = ?5
        """);

    private readonly RowCodec _codec = new();

    /// <summary>The key of the row at which a scan stands; good until the next step.</summary>
    public ReadOnlySpan<byte> ScannedKey => _scan.Blob(1);

    public StoredRow Read(Key key, out RowWeight weight)
    {
        var keyBytes = _codec.KeyBytes(key);
        try
        {
            if (!_read.Bind(1, keyBytes).Step())
            {
                weight = default;
                return new StoredRow(RowState.Missing, SiblingSet.Empty);
            }

            weight = new RowWeight(1, (int)_read.Integer(1), _read.Integer(2));
            return TryDecode(keyBytes, _read.Blob(3), _read.Integer(0)) is { } versions
                ? new StoredRow(RowState.Present, versions)
                : new StoredRow(RowState.Damaged, SiblingSet.Empty);
        }
        finally
        {
            _read.Reset();
        }
    }

    public RowWeight Weigh(Key key)
    {
        try
        {
            return _weigh.Bind(1, _codec.KeyBytes(key)).Step()
                ? new RowWeight(1, (int)_weigh.Integer(0), _weigh.Integer(1))
                : default;
        }
        finally
        {
            _weigh.Reset();
        }
    }

    /// <summary>Puts a row in the place of the one of its key; the empty set removes it.</summary>
    public void Replace(Key key, SiblingSet versions, RowWeight weight)
    {
        var keyBytes = _codec.KeyBytes(key);
        if (versions.IsEmpty)
        {
            _remove.Bind(1, keyBytes).Run();
            return;
        }

        var bytes = _codec.Encode(versions);
        _replace.Bind(1, keyBytes).Bind(2, RowCodec.Checksum(keyBytes, bytes))
            .Bind(3, weight.Tombstones).Bind(4, weight.Bytes).Bind(5, bytes).Run();
    }

    /// <summary>Begins a scan; each row of it is one <see cref="StepScan"/> away. To be ended.</summary>
    public void BeginScan(Key? after) => _scan.Bind(1, after is { } key ? _codec.KeyBytes(key) : []);

    public bool StepScan() => _scan.Step();

    /// <summary>The row at which the scan stands; null: it is damaged.</summary>
    public KeyValuePair<Key, SiblingSet>? ScannedRow() => TryDecode(ScannedKey, _scan.Blob(2), _scan.Integer(0)) is { } versions
        ? new(RowCodec.TryKey(ScannedKey)!.Value, versions)
        : null;

    public void EndScan() => _scan.Reset();

    public void Dispose()
    {
        _read.Dispose();
        _weigh.Dispose();
        _remove.Dispose();
        _scan.Dispose();
        _replace.Dispose();
    }

    private SiblingSet? TryDecode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> versions, long checksum)
    {
        var decoded = RowCodec.TryDecode(key, versions, checksum);
        if (decoded is null)
            damage.Meet(key);
        return decoded;
    }
}
