// The key of a value.
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DynamoKv.Engine.Primitives;

/// <summary>A key: 1 to 1,024 bytes of UTF-8 in any script. Ordered ordinally.</summary>
public readonly record struct Key : IComparable<Key>
{
    /// <summary>The longest key, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024;

    private Key(string text) => Text = text;

    /// <summary>The key as text.</summary>
    public string Text { get; }

    /// <summary>Wraps a key that is known to be good.</summary>
    /// <exception cref="ArgumentException">
    /// When it is empty, longer than <see cref="MaxBytes"/> or no well-formed text.
    /// </exception>
    public static Key Of(string text) =>
        TryCreate(text, out var key, out var error) ? key : throw new ArgumentException(error, nameof(text));

    /// <summary>Wraps a key that may be bad; the error is one sentence that says what to do.</summary>
    public static bool TryCreate(
        [NotNullWhen(true)] string? text, out Key key, [NotNullWhen(false)] out string? error)
    {
        key = default;
        error = Problem(text);
        if (error is null)
        {
            key = new Key(text!);
        }

        return error is null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(Key other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>The key as text.</summary>
    public override string ToString() => Text;

    private static string? Problem(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "The key is empty: name one of 1 to 1,024 bytes.";
        }

        try
        {
            var bytes = StrictUtf8.GetByteCount(text);
            return bytes <= MaxBytes
                ? null
                : $"The key has {bytes:N0} bytes of UTF-8: shorten it to at most {MaxBytes:N0}.";
        }
        catch (EncoderFallbackException)
        {
            return "The key is not well-formed text: send valid UTF-8.";
        }
    }

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
