// Texts in JSON that are their own bytes.
using System.Text.Json;
using System.Text.Unicode;

namespace DynamoKv.Web.Api;

/// <summary>Texts in JSON that are their own bytes: without escapes, and well-formed. What the short ways read.</summary>
internal static class PlainText
{
    /// <summary>How the short ways read JSON: as strictly as everybody else.</summary>
    public static JsonReaderOptions Options => new() { MaxDepth = RequestBody.MaxDepth };

    /// <summary>Goes on to the value of a property; false: it is no plain text.</summary>
    /// <exception cref="JsonException">When the JSON is broken.</exception>
    public static bool TryRead(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && Utf8.IsValid(reader.ValueSpan);
    }
}
