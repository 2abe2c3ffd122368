// The notes in a node's database.
using System.IO.Hashing;
using System.Text;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>Reads and writes small named records; one whose checksum is wrong counts as missing.</summary>
internal sealed class SqliteNoteTable(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _read = new(connection, "SELECT checksum, content FROM notes WHERE name = ?1");
    private readonly SqliteStatement _remove = new(connection, "DELETE FROM notes WHERE name = ?1");
    private readonly SqliteStatement _replace = new(connection, """
        INSERT INTO notes (name, checksum, content) SELECT ?1, ?2, ?3 WHERE true
        ON CONFLICT (name) DO UPDATE SET checksum = ?2, content = ?3
        """);

    public byte[]? Read(string name)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        try
        {
            return _read.Bind(1, nameBytes).Step() && Checksum(nameBytes, _read.Blob(1)) == _read.Integer(0) ? _read.Blob(1).ToArray() : null;
        }
        finally
        {
            _read.Reset();
        }
    }

    public void Write(string name, ReadOnlyMemory<byte>? content)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        if (content is { } known)
            _replace.Bind(1, nameBytes).Bind(2, Checksum(nameBytes, known.Span)).Bind(3, known.Span).Run();
        else
            _remove.Bind(1, nameBytes).Run();
    }

    public void Dispose()
    {
        _read.Dispose();
        _remove.Dispose();
        _replace.Dispose();
    }

    private static long Checksum(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content) =>
        (long)XxHash3.HashToUInt64(content, (long)XxHash3.HashToUInt64(name));
}
