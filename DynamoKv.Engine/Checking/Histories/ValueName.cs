// A short name of a value.
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>
/// A short name of a value, the same for equal values: its text, or its size and digest when it is long or no text.
/// </summary>
internal static class ValueName
{
    private const int LongestText = 48;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Of(ReadOnlyMemory<byte> value)
    {
        if (value.Length <= LongestText && !value.Span.ContainsAnyInRange((byte)0, (byte)31))
        {
            try
            {
                return Strict.GetString(value.Span);
            }
            catch (DecoderFallbackException)
            {
                // no text: it is named by its digest
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value.Length} bytes {XxHash64.HashToUInt64(value.Span):x16}");
    }
}
