// The rows of a node's database.
using System.IO.Hashing;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Reads and writes rows: a key, canonical bytes, their checksum, and what the row adds to the counts.
/// </summary>
internal sealed class SqliteRowTable(SqliteConnection connection) : IDisposable
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

    private readonly byte[] _keyBytes = new byte[Key.MaxBytes];
    private readonly HashSet<string> _damagedKeys = [];

    /// <summary>Damaged rows met, each once until it is written again.</summary>
    public long DamagedRows { get; private set; }

    /// <summary>The keys of these rows, sorted; without those that are no keys any more.</summary>
    public IReadOnlyList<Key> DamagedKeys => _damagedKeys.Count == 0
        ? []
        : [.. _damagedKeys.Select(hex => Key.TryCreate(Encoding.UTF8.GetString(Convert.FromHexString(hex)), out var key, out _) ? key : (Key?)null)
            .OfType<Key>()
            .Order(Utf8KeyOrder.Instance)];

    public StoredRow Read(Key key, out RowWeight weight)
    {
        var keyBytes = BytesOf(key);
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
            return _weigh.Bind(1, BytesOf(key)).Step()
                ? new RowWeight(1, (int)_weigh.Integer(0), _weigh.Integer(1))
                : default;
        }
        finally
        {
            _weigh.Reset();
        }
    }

    public void Replace(Key key, SiblingSet versions, RowWeight weight)
    {
        var keyBytes = BytesOf(key);
        if (versions.IsEmpty)
        {
            _remove.Bind(1, keyBytes).Run();
        }
        else
        {
            var bytes = versions.Encode();
            _replace.Bind(1, keyBytes).Bind(2, Checksum(keyBytes, bytes))
                .Bind(3, weight.Tombstones).Bind(4, weight.Bytes).Bind(5, bytes).Run();
        }

        if (_damagedKeys.Count > 0)
            _damagedKeys.Remove(Convert.ToHexString(keyBytes));
    }

    public List<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit)
    {
        var page = new List<KeyValuePair<Key, SiblingSet>>();
        try
        {
            _scan.Bind(1, after is { } key ? BytesOf(key) : []);
            while (page.Count < limit && _scan.Step())
            {
                if (TryDecode(_scan.Blob(1), _scan.Blob(2), _scan.Integer(0)) is { } versions)
                    page.Add(new(Key.Of(Encoding.UTF8.GetString(_scan.Blob(1))), versions));
            }

            return page;
        }
        finally
        {
            _scan.Reset();
        }
    }

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
        try
        {
            if (Checksum(key, versions) == checksum)
                return SiblingSet.Decode(versions);
        }
        catch (FormatException)
        {
            // Whole bytes that spell no sibling set are as little use as changed ones: the other replicas mend both.
        }

        if (_damagedKeys.Add(Convert.ToHexString(key)))
            DamagedRows++;
        return null;
    }

    // The key is part of it, so that a row under a wrong key is damage too.
    private static long Checksum(ReadOnlySpan<byte> key, ReadOnlySpan<byte> versions) =>
        (long)XxHash3.HashToUInt64(versions, (long)XxHash3.HashToUInt64(key));

    private ReadOnlySpan<byte> BytesOf(Key key) => _keyBytes.AsSpan(0, Encoding.UTF8.GetBytes(key.Text, _keyBytes));
}
