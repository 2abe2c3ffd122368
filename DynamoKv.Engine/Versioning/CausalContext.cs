// What a client gets with a read and gives back with a write.
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// What a client gets with a read and gives back with a write (Dynamo 4.4, 5): what it has seen, and which replica
/// answered fastest. Its text is opaque to clients: base64url without padding over a version, the replica and the
/// clock.
/// </summary>
/// <param name="Clock">Everything that the client has seen.</param>
/// <param name="FastestReplica">
/// The node that answered the read first and may coordinate the next write; null when unknown.
/// </param>
public sealed record CausalContext(VectorClock Clock, NodeId? FastestReplica)
{
    /// <summary>The most pairs that a context may carry.</summary>
    public const int MaxEntries = 256;

    /// <summary>
    /// The longest text, in characters: what <see cref="MaxEntries"/> of the longest pairs come to. Longer ones are not
    /// even decoded.
    /// </summary>
    public const int MaxTextLength = ((MaxBytes * 4) + 2) / 3;

    private const byte Version = 1;
    private const int MaxBytes = 1 + CanonicalWriter.MaxNodeBytes + CanonicalWriter.MaxVarintBytes
        + (MaxEntries * CanonicalWriter.MaxEntryBytes);

    private const string Remedy = "read the key again and send the context that comes with it.";

    /// <summary>The text for the client.</summary>
    /// <exception cref="InvalidOperationException">
    /// When the clock has more than <see cref="MaxEntries"/> pairs.
    /// </exception>
    public string Encode()
    {
        if (Clock.Count > MaxEntries)
        {
            throw new InvalidOperationException(
                $"A context carries at most {MaxEntries} pairs, this one has {Clock.Count}.");
        }

        var size = 1 + CanonicalWriter.MaxNodeBytes + CanonicalWriter.MaxVarintBytes
            + (Clock.Count * CanonicalWriter.MaxEntryBytes);
        var writer = new CanonicalWriter(size <= 1024 ? stackalloc byte[size] : new byte[size]);
        writer.Byte(Version);
        writer.ShortText(FastestReplica?.Value ?? "");
        writer.Clock(Clock);
        return Base64Url.EncodeToString(writer.Written);
    }

    /// <summary>Reads a text that a client sent; the error is one sentence that says what to do.</summary>
    public static bool TryDecode(
        string? text, [NotNullWhen(true)] out CausalContext? context, [NotNullWhen(false)] out string? error)
    {
        context = null;
        error = text switch
        {
            null or "" => $"The context is empty: {Remedy}",
            { Length: > MaxTextLength } => $"The context is longer than {MaxTextLength:N0} characters: {Remedy}",
            _ => null,
        };
        if (error is null && !TryRead(text!, out context))
        {
            error = $"The context is damaged: {Remedy}";
        }

        return context is not null;
    }

    private static bool TryRead(string text, out CausalContext? context)
    {
        context = null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            // The decoder forgives padding, blanks and stray last bits; a context has one spelling.
            context = Base64Url.EncodeToString(bytes) == text ? Read(bytes) : null;
        }
        catch (FormatException)
        {
            // Whatever is wrong with it, the client can do only one thing about it.
        }

        return context is not null;
    }

    private static CausalContext Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes, "context");
        if (reader.Byte("the version") != Version)
        {
            throw reader.Bad("its version is not known", position: 0);
        }

        var length = reader.Byte("the length of the replica's name");
        NodeId? fastest = length == 0 ? null : reader.Node(length, "the replica's name");
        var clock = reader.Clock(MaxEntries);
        reader.End();
        return new CausalContext(clock, fastest);
    }
}
