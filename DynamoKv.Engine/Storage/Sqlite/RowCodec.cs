// The bytes of a row, as they stand in the table and in the log.
using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>Makes the bytes of keys and rows in memory of its own: what it gives is good until it is asked again.</summary>
internal sealed class RowCodec
{
    private const int KeptBytes = 64 << 10; // what is longer is rare, and is not held on to

    private readonly byte[] _key = new byte[Key.MaxBytes];
    private readonly byte[] _short = new byte[KeptBytes];

    public ReadOnlySpan<byte> KeyBytes(Key key) => _key.AsSpan(0, Encoding.UTF8.GetBytes(key.Text, _key));

    /// <summary>The canonical bytes; none for the empty set, which is no row.</summary>
    public ReadOnlySpan<byte> Encode(SiblingSet versions)
    {
        if (versions.IsEmpty)
            return [];

        var bound = SiblingSetFormat.Bound(versions);
        var buffer = bound <= KeptBytes ? _short : new byte[bound];
        return buffer.AsSpan(0, SiblingSetFormat.WriteTo(versions, buffer));
    }

    /// <summary>The key is part of it, so that a row under a wrong key is damage too.</summary>
    public static long Checksum(ReadOnlySpan<byte> key, ReadOnlySpan<byte> versions) =>
        (long)XxHash3.HashToUInt64(versions, (long)XxHash3.HashToUInt64(key));

    /// <summary>
    /// The versions; null: the row is damaged. Whole bytes that spell no sibling set are as little use as changed ones: the other
    /// replicas mend both.
    /// </summary>
    public static SiblingSet? TryDecode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> versions, long checksum)
    {
        try
        {
            return Checksum(key, versions) == checksum ? SiblingSet.Decode(versions) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The key that these bytes spell; null: they spell none.</summary>
    public static Key? TryKey(ReadOnlySpan<byte> key) =>
        Utf8.IsValid(key) && Key.TryCreate(Encoding.UTF8.GetString(key), out var known, out _) ? known : null;
}
