// The canonical bytes of a sibling set.
using System.Buffers;
using System.IO.Hashing;
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// The bytes of a sibling set, one way for each set: a format version, the number of versions, then for each in order
/// its dot, past, time, flags, end of life (if it has one), content type (unless it is plain text), metadata with its
/// length (if it has any) and value with its length. What a flag adds came later: sets without it keep their bytes.
/// </summary>
internal static class SiblingSetFormat
{
    /// <summary>Raised with every change of the layout; other versions are refused.</summary>
    public const byte Version = 1;

    private const byte TombstoneFlag = 1;
    private const byte PlainTextFlag = 2;
    private const byte ExpiryFlag = 4;
    private const byte MetadataFlag = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A dot (4), an empty past, a time, flags and an empty value.
    private const int MinSiblingBytes = 8;

    // Dot, size of the past, time, flags, content type and size of the value.
    private const int MaxFixedBytes = (2 * CanonicalWriter.MaxEntryBytes) + CanonicalWriter.MaxVarintBytes + 1 + WriteContent.MaxContentTypeLength + 1;

    public static byte[] Encode(SiblingSet set)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Bound(set));
        var bytes = Write(set, buffer).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return bytes;
    }

    /// <summary>The hash of what <see cref="Encode"/> gives, without keeping the bytes; never 0.</summary>
    public static ulong Digest(SiblingSet set)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Bound(set));
        var digest = XxHash64.HashToUInt64(Write(set, buffer));
        ArrayPool<byte>.Shared.Return(buffer);
        return digest == 0 ? 1 : digest;
    }

    /// <summary>Writes what <see cref="Encode"/> gives into bytes that hold at least <see cref="Bound"/>; gives how many it took.</summary>
    public static int WriteTo(SiblingSet set, Span<byte> buffer) => Write(set, buffer).Length;

    public static SiblingSet Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes, "sibling set");
        if (reader.Byte("the format version") is var version && version != Version)
        {
            throw reader.Bad($"format version {version} is not known, only {Version} is", position: 0);
        }

        var count = reader.Number(0, "the number of versions");
        if (count > reader.Left / MinSiblingBytes)
        {
            throw reader.Bad($"{count} versions do not fit into {reader.Left} bytes");
        }

        var siblings = new Sibling[count];
        for (var i = 0; i < siblings.Length; i++)
        {
            siblings[i] = Read(ref reader);
            if (i > 0 && Sibling.Compare(siblings[i - 1], siblings[i]) >= 0)
            {
                throw reader.Bad($"the version {i + 1} is not in order");
            }
        }

        reader.End();
        return SiblingSet.FromSorted(siblings);
    }

    /// <summary>At most so many bytes are written.</summary>
    public static int Bound(SiblingSet set)
    {
        var bound = 1 + CanonicalWriter.MaxVarintBytes;
        foreach (var sibling in set.Span)
        {
            var past = sibling.Past.Count * CanonicalWriter.MaxEntryBytes;
            bound = checked(bound + MaxFixedBytes + past + MetadataBound(sibling.Metadata) + sibling.Value.Length);
        }

        return bound;
    }

    private static int MetadataBound(string metadata) =>
        metadata.Length == 0 ? 0 : CanonicalWriter.MaxVarintBytes + Encoding.UTF8.GetMaxByteCount(metadata.Length);

    private static ReadOnlySpan<byte> Write(SiblingSet set, Span<byte> buffer)
    {
        var writer = new CanonicalWriter(buffer);
        writer.Byte(Version);
        writer.Number(set.Count);
        foreach (var sibling in set.Span)
        {
            Write(ref writer, sibling);
        }

        return writer.Written;
    }

    private static void Write(ref CanonicalWriter writer, Sibling sibling)
    {
        var isPlainText = sibling.ContentType == WriteContent.TextContentType;
        writer.Actor(sibling.Dot.Actor);
        writer.Number(sibling.Dot.Counter);
        writer.Clock(sibling.Past);
        writer.Time(sibling.WrittenAt);
        writer.Byte(Flags(sibling, isPlainText));
        if (sibling.ExpiresAt is { } due)
        {
            writer.Time(due);
        }

        if (!isPlainText)
        {
            writer.ShortText(sibling.ContentType);
        }

        if (sibling.Metadata.Length > 0)
        {
            writer.Text(sibling.Metadata);
        }

        writer.Number(sibling.Value.Length);
        writer.Bytes(sibling.Value.Span);
    }

    private static byte Flags(Sibling sibling, bool isPlainText) => (byte)(
        (sibling.IsTombstone ? TombstoneFlag : 0) | (isPlainText ? PlainTextFlag : 0)
        | (sibling.ExpiresAt is null ? 0 : ExpiryFlag) | (sibling.Metadata.Length == 0 ? 0 : MetadataFlag));

    private static Sibling Read(ref CanonicalReader reader)
    {
        var dot = new Dot(reader.Actor(), reader.Number(1, "the counter of a dot"));
        var past = reader.Clock(int.MaxValue);
        var writtenAt = reader.Time("the time of a version");
        var flags = reader.Byte("the flags of a version");
        if ((flags & ~(TombstoneFlag | PlainTextFlag | ExpiryFlag | MetadataFlag)) != 0)
        {
            throw reader.Bad($"flags {flags} are not known");
        }

        Instant? expiresAt = (flags & ExpiryFlag) != 0 ? reader.Time("the end of a value's life") : null;
        var contentType = (flags & PlainTextFlag) != 0 ? WriteContent.TextContentType : ReadContentType(ref reader);
        var metadata = (flags & MetadataFlag) != 0 ? ReadMetadata(ref reader) : "";
        var value = reader.Bytes(reader.Number(0, "the length of a value"), "a value").ToArray();
        return new Sibling(dot, past, value, contentType, writtenAt, (flags & TombstoneFlag) != 0)
        {
            ExpiresAt = expiresAt,
            Metadata = metadata,
        };
    }

    private static string ReadMetadata(ref CanonicalReader reader)
    {
        var length = reader.Number(1, "the length of a version's metadata");
        if (length > WriteContent.MaxMetadataBytes)
        {
            throw reader.Bad($"metadata of {length} bytes is too long");
        }

        try
        {
            return StrictUtf8.GetString(reader.Bytes(length, "a version's metadata"));
        }
        catch (DecoderFallbackException)
        {
            throw reader.Bad("a version's metadata is no well-formed text");
        }
    }

    private static string ReadContentType(ref CanonicalReader reader)
    {
        var bytes = reader.Bytes(reader.Byte("the length of a content type"), "a content type");
        var text = Encoding.Latin1.GetString(bytes);
        return WriteContent.IsContentType(text) && text != WriteContent.TextContentType
            ? text
            : throw reader.Bad("a content type is not printable, or is plain text without its flag");
    }
}
