// The body of a plain put.
using System.Buffers;
using System.Text.Json;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>The body of a plain put: {"value": "...", "context": "..."?}, short, and without escapes.</summary>
/// <param name="Content">What is to be written.</param>
/// <param name="Context">What the client has seen; null: it does not say.</param>
internal sealed record PlainBody(WriteContent Content, CausalContext? Context)
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Whether a request may have such a body, by its headers.</summary>
    public static bool IsPossible(HttpRequest request)
    {
        var headers = request.Headers;
        return request.ContentLength is > 0 and <= MaxBytes
            && string.Equals(request.ContentType, "application/json", StringComparison.OrdinalIgnoreCase)
            && headers.IfNoneMatch.Count == 0
            && !headers.ContainsKey(DataRoutes.ContextHeader);
    }

    /// <summary>Reads the body; null: it is not plain, and whoever reads it next finds all of it.</summary>
    public static async ValueTask<PlainBody?> ReadAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        var length = (int)http.Request.ContentLength!.Value;
        if (!reader.TryRead(out var read) || read.Buffer.Length < length)
        {
            if (read.Buffer.Length > 0)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }

            read = await reader.ReadAtLeastAsync(length, http.RequestAborted);
        }

        if (!read.IsCanceled && read.Buffer.Length == length && TryParse(read.Buffer) is { } body)
        {
            reader.AdvanceTo(read.Buffer.End);
            return body;
        }

        reader.AdvanceTo(read.Buffer.Start);
        http.Request.Body = reader.AsStream(leaveOpen: true);
        return null;
    }

    private static PlainBody? TryParse(ReadOnlySequence<byte> buffer)
    {
        try
        {
            return Parse(buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PlainBody? Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, PlainText.Options);
        byte[]? value = null;
        CausalContext? context = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = value is null && reader.ValueTextEquals("value"u8);
            if (!isValue && !(context is null && reader.ValueTextEquals("context"u8)))
            {
                return null; // unknown, or for the second time
            }

            if (!PlainText.TryRead(ref reader))
            {
                return null;
            }

            if (isValue)
            {
                value = reader.ValueSpan.ToArray();
            }
            else if (!CausalContext.TryDecode(reader.GetString(), out context, out _))
            {
                return null;
            }
        }

        var isWhole = !reader.Read(); // throws when something follows
        return value is null || !isWhole ? null : new PlainBody(new WriteContent(value, WriteContent.TextContentType), context);
    }
}
