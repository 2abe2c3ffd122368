// The hints in a node's database.
using System.IO.Hashing;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>Reads and writes hints; how many there are for each target is counted in memory.</summary>
internal sealed class SqliteHintTable : IDisposable
{
    private readonly SqliteStatement _read, _weigh, _ofKey, _forTarget, _oldest, _replace, _remove, _count;
    private readonly SortedDictionary<NodeId, (long Count, long Bytes)> _counts = [];

    public SqliteHintTable(SqliteConnection connection)
    {
        const string Columns = "SELECT target, key, kept_since, checksum, versions FROM hints";
        _read = new SqliteStatement(connection, $"{Columns} WHERE target = ?1 AND key = ?2");
        _weigh = new SqliteStatement(connection, "SELECT bytes FROM hints WHERE target = ?1 AND key = ?2");
        _ofKey = new SqliteStatement(connection, $"{Columns} WHERE key = ?1 ORDER BY target");
        _forTarget = new SqliteStatement(connection, $"{Columns} WHERE target = ?1 ORDER BY kept_since, key");
        _oldest = new SqliteStatement(connection, "SELECT min(kept_since) FROM hints WHERE target = ?1");
        _count = new SqliteStatement(connection, "SELECT target, count(*), sum(bytes) FROM hints GROUP BY target");
        _remove = new SqliteStatement(connection, "DELETE FROM hints WHERE target = ?1 AND key = ?2");

        // Written as a SELECT for the same reason as in the table of rows.
        _replace = new SqliteStatement(connection, """
            INSERT INTO hints (target, key, kept_since, bytes, checksum, versions) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE true
            ON CONFLICT (target, key) DO UPDATE SET kept_since = ?3, bytes = ?4, checksum = ?5, versions = ?6
            """);
        Recount();
    }

    /// <summary>Hints met whose checksum was wrong: they count as lost.</summary>
    public long Damaged { get; private set; }

    public IReadOnlyList<HintTarget> Targets => _counts.Count == 0
        ? []
        : [.. _counts.Select(pair => new HintTarget(pair.Key, pair.Value.Count, pair.Value.Bytes, OldestOf(pair.Key)))];

    public Hint? Read(NodeId target, Key key) =>
        _counts.ContainsKey(target) && Page(_read.Bind(1, Bytes(target)).Bind(2, Bytes(key)), 1) is [var hint] ? hint : null;

    public IReadOnlyList<Hint> Of(Key key) => _counts.Count == 0 ? [] : Page(_ofKey.Bind(1, Bytes(key)), int.MaxValue);

    public IReadOnlyList<Hint> For(NodeId target, int limit) =>
        _counts.ContainsKey(target) ? Page(_forTarget.Bind(1, Bytes(target)), limit) : [];

    public void Write(Hint hint)
    {
        var (target, key, versions) = (Bytes(hint.Target), Bytes(hint.Key), hint.Versions.Encode());
        var before = Weigh(target, key);
        var after = RowWeight.Of(hint.Key, hint.Versions).Bytes;
        _replace.Bind(1, target).Bind(2, key).Bind(3, hint.KeptSince.Microseconds).Bind(4, after)
            .Bind(5, Checksum(target, key, versions)).Bind(6, versions).Run();
        Add(hint.Target, before is null ? 1 : 0, after - (before ?? 0));
    }

    public void Remove(NodeId target, Key key)
    {
        if (Weigh(Bytes(target), Bytes(key)) is { } before)
        {
            _remove.Bind(1, Bytes(target)).Bind(2, Bytes(key)).Run();
            Add(target, -1, -before);
        }
    }

    /// <summary>Counts anew, after what was written has been taken back.</summary>
    public void Recount()
    {
        _counts.Clear();
        while (_count.Step())
            _counts[new NodeId(Encoding.UTF8.GetString(_count.Blob(0)))] = (_count.Integer(1), _count.Integer(2));

        _count.Reset();
    }

    public void Dispose()
    {
        SqliteStatement[] statements = [_read, _weigh, _ofKey, _forTarget, _oldest, _replace, _remove, _count];
        foreach (var statement in statements)
            statement.Dispose();
    }

    private List<Hint> Page(SqliteStatement statement, int limit)
    {
        var hints = new List<Hint>();
        try
        {
            while (hints.Count < limit && statement.Step())
            {
                if (TryDecode(statement) is { } hint)
                    hints.Add(hint);
            }

            return hints;
        }
        finally
        {
            statement.Reset();
        }
    }

    private Hint? TryDecode(SqliteStatement row)
    {
        try
        {
            if (Checksum(row.Blob(0), row.Blob(1), row.Blob(4)) == row.Integer(3))
            {
                return new Hint(
                    new NodeId(Encoding.UTF8.GetString(row.Blob(0))), Key.Of(Encoding.UTF8.GetString(row.Blob(1))),
                    SiblingSet.Decode(row.Blob(4)), new Instant(row.Integer(2)));
            }
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            // As with a row: whoever it was meant for is mended by anti-entropy.
        }

        Damaged++;
        return null;
    }

    private long? Weigh(byte[] target, byte[] key)
    {
        try
        {
            return _weigh.Bind(1, target).Bind(2, key).Step() ? _weigh.Integer(0) : null;
        }
        finally
        {
            _weigh.Reset();
        }
    }

    private Instant OldestOf(NodeId target)
    {
        try
        {
            _oldest.Bind(1, Bytes(target)).Step();
            return new Instant(_oldest.Integer(0));
        }
        finally
        {
            _oldest.Reset();
        }
    }

    private void Add(NodeId target, int count, long bytes)
    {
        var known = _counts.GetValueOrDefault(target);
        _counts[target] = (known.Count + count, known.Bytes + bytes);
        if (_counts[target].Count == 0)
            _counts.Remove(target);
    }

    private static long Checksum(ReadOnlySpan<byte> target, ReadOnlySpan<byte> key, ReadOnlySpan<byte> versions) =>
        (long)XxHash3.HashToUInt64(versions, (long)XxHash3.HashToUInt64(key, (long)XxHash3.HashToUInt64(target)));

    private static byte[] Bytes(NodeId node) => Encoding.UTF8.GetBytes(node.Value);

    private static byte[] Bytes(Key key) => Encoding.UTF8.GetBytes(key.Text);
}
