// What a client wants stored.
using System.Text;

namespace DynamoKv.Engine.Versioning;

/// <summary>What a client wants stored: bytes and what they are.</summary>
/// <param name="Value">The bytes; whoever hands them in must not change them afterwards.</param>
/// <param name="ContentType">
/// 0 to <see cref="MaxContentTypeLength"/> printable ASCII characters, as in an HTTP header.
/// </param>
/// <exception cref="ArgumentException">When the content type breaks that rule.</exception>
public sealed record WriteContent(ReadOnlyMemory<byte> Value, string ContentType)
{
    /// <summary>The content type of plain text.</summary>
    public const string TextContentType = "text/plain; charset=utf-8";

    /// <summary>The longest content type, in characters.</summary>
    public const int MaxContentTypeLength = 255;

    /// <summary>The longest metadata, in bytes of UTF-8.</summary>
    public const int MaxMetadataBytes = 16 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>No bytes of no type: the content of a tombstone.</summary>
    public static WriteContent None { get; } = new(ReadOnlyMemory<byte>.Empty, "");

    /// <summary>The longest time to live: ten years of 365 days.</summary>
    public static readonly TimeSpan MaxTimeToLive = TimeSpan.FromDays(3_650);

    /// <summary>How long the value lives after it was written; null: until it is deleted. A tombstone has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When it is not positive or above <see cref="MaxTimeToLive"/>.</exception>
    public TimeSpan? TimeToLive
    {
        get;
        init => field = value is null || (value > TimeSpan.Zero && value <= MaxTimeToLive)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A value lives for more than nothing and at most ten years.");
    }

    /// <summary>What the bytes are.</summary>
    public string ContentType { get; } = Checked(ContentType);

    /// <summary>
    /// What a protocol keeps beside the value, such as headers of its own: text that the engine stores, sends and gives
    /// back as it is. Empty: none. At most <see cref="MaxMetadataBytes"/> of UTF-8.
    /// </summary>
    /// <exception cref="ArgumentException">When it is longer, or no well-formed text.</exception>
    public string Metadata
    {
        get;
        init => field = CheckedMetadata(value);
    } = "";

    /// <summary>Plain text as UTF-8.</summary>
    public static WriteContent Text(string value) => new(Encoding.UTF8.GetBytes(value), TextContentType);

    /// <summary>True for what can stand in an HTTP header as it is: that keeps the bytes canonical.</summary>
    public static bool IsContentType(string text) =>
        ReferenceEquals(text, TextContentType)
        || (text.Length <= MaxContentTypeLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'));

    /// <summary>True for text that can be kept beside a value.</summary>
    public static bool IsMetadata(string text)
    {
        try
        {
            return StrictUtf8.GetByteCount(text) <= MaxMetadataBytes;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    internal static string CheckedMetadata(string metadata) =>
        metadata.Length == 0 || IsMetadata(metadata)
            ? metadata
            : throw new ArgumentException(
                $"The metadata must be well-formed text of at most {MaxMetadataBytes} bytes.", nameof(metadata));

    internal static string Checked(string contentType) =>
        IsContentType(contentType)
            ? contentType
            : throw new ArgumentException(
                $"The content type must be at most {MaxContentTypeLength} printable ASCII characters.",
                nameof(contentType));
}
