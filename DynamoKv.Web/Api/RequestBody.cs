// Reads bodies that may be too large or malformed.
using System.Text.Json;

namespace DynamoKv.Web.Api;

/// <summary>Reads bodies that may be too large or malformed.</summary>
internal static class RequestBody
{
    /// <summary>The largest value, in bytes.</summary>
    public const int MaxValueBytes = 1024 * 1024;

    /// <summary>The largest body, in bytes: a value whose text is escaped in JSON needs more than its own size.</summary>
    public const int MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>How deep JSON may be nested.</summary>
    public const int MaxDepth = 16;

    public const string TooLargeSentence = "The body is larger than 4 MiB: a value may have at most 1 MiB.";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>True for application/json, with any parameters.</summary>
    public static bool IsJson(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The raw bytes of a value.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadValueAsync(HttpContext http)
    {
        var bytes = await ReadBytesAsync(http);
        RefuseLargeValue(bytes.Length);
        return bytes;
    }

    /// <summary>A JSON object with only the named properties.</summary>
    public static async Task<JsonElement> ReadObjectAsync(HttpContext http, params string[] allowed)
    {
        return Known(Parse(await ReadBytesAsync(http)), allowed);
    }

    /// <summary>The element, if it is an object with only the named properties.</summary>
    public static JsonElement Known(JsonElement element, params string[] allowed)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw ApiException.BadRequest($"The body must be a JSON object with {string.Join(", ", allowed)}.");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!allowed.Contains(property.Name))
            {
                throw ApiException.BadRequest($"The property '{property.Name}' is not known here: use {string.Join(", ", allowed)}.");
            }
        }

        return element;
    }

    /// <summary>A text property; null when absent or null.</summary>
    public static string? Text(this JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var property) || property.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (property.ValueKind != JsonValueKind.String)
        {
            throw ApiException.BadRequest($"The property '{name}' must be a string.");
        }

        try
        {
            return property.GetString();
        }
        catch (InvalidOperationException)
        {
            throw ApiException.BadRequest($"The property '{name}' holds half a character (a lone surrogate): send whole characters.");
        }
    }

    public static void RefuseLargeValue(long bytes)
    {
        if (bytes > MaxValueBytes)
        {
            throw new ApiException(StatusCodes.Status413PayloadTooLarge, $"The value has {bytes:N0} bytes: at most {MaxValueBytes:N0} (1 MiB) are kept.");
        }
    }

    /// <summary>Parses JSON strictly.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw ApiException.BadRequest(
                $"The body is not valid JSON at line {(problem.LineNumber ?? 0) + 1}, byte {problem.BytePositionInLine ?? 0}: send an object such as {{\"value\":\"...\"}}.");
        }
    }

    /// <summary>All bytes of a body.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaxBodyBytes)
        {
            throw new ApiException(StatusCodes.Status413PayloadTooLarge, TooLargeSentence);
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBodyBytes)
            {
                throw new ApiException(StatusCodes.Status413PayloadTooLarge, TooLargeSentence);
            }
        }

        return body.ToArray();
    }
}
