// The lines of a backup as text.
using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Backup;

/// <summary>Writes each kind of line in the one way in which it is written, and sums up all lines.</summary>
internal sealed class BackupLines
{
    public const int FormatVersion = 1;
    public const string Format = "dynamokv_backup";
    public const string Node = "node";
    public const string Incarnation = "incarnation";
    public const string Keys = "keys";
    public const string Key = "key";
    public const string Versions = "versions";
    public const string Checksum = "checksum";
    public const string Rows = "rows";
    public const string Digest = "digest";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly XxHash128 _digest = new();

    /// <summary>The digest of all lines added so far.</summary>
    public string DigestSoFar => Convert.ToHexStringLower(_digest.GetCurrentHash());

    public static string Header(NodeId node, long incarnation, long keys) => Object(json =>
    {
        json.WriteNumber(Format, FormatVersion);
        json.WriteString(Node, node.Value);
        json.WriteNumber(Incarnation, incarnation);
        json.WriteNumber(Keys, keys);
    });

    public static string Row(Key key, byte[] versions) => Object(json =>
    {
        json.WriteString(Key, key.Text);
        json.WriteBase64String(Versions, versions);
        json.WriteString(Checksum, ChecksumOf(key, versions));
    });

    public static string Footer(long rows, string digest) => Object(json =>
    {
        json.WriteNumber(Rows, rows);
        json.WriteString(Digest, digest);
    });

    /// <summary>Covers the key beside the bytes, so that a row under a wrong key is damage too.</summary>
    public static string ChecksumOf(Key key, ReadOnlySpan<byte> versions)
    {
        var named = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(key.Text));
        return XxHash3.HashToUInt64(versions, (long)named).ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a line to the digest and gives it back.</summary>
    public string Add(string line)
    {
        _digest.Append(Encoding.UTF8.GetBytes(line));
        _digest.Append("\n"u8);
        return line;
    }

    private static string Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
