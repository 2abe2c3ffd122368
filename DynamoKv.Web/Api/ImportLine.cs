// A line of an import.
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>A line of an import: a key and its live versions.</summary>
internal sealed record ImportLine(Key Key, IReadOnlyList<WriteContent> Contents)
{
    /// <summary>The most versions of one line.</summary>
    public const int MaxSiblings = 100;

    /// <summary>Reads {"key", "siblings": [{"value", "encoding"?, "content_type"?}]}, or {"key", "value"} for one version.</summary>
    public static ImportLine Parse(ReadOnlyMemory<byte> bytes)
    {
        var line = RequestBody.Parse(bytes);
        if (line.ValueKind != JsonValueKind.Object || line.Text("key") is not { } name)
        {
            throw ApiException.BadRequest("The line is no JSON object with 'key' and 'siblings' (or 'value').");
        }

        if (!Key.TryCreate(name, out var key, out var error))
        {
            throw ApiException.BadRequest(error);
        }

        return new ImportLine(key, line.TryGetProperty("siblings", out var siblings) ? ReadContents(siblings) : [ReadContent(line)]);
    }

    private static List<WriteContent> ReadContents(JsonElement siblings)
    {
        if (siblings.ValueKind != JsonValueKind.Array || siblings.GetArrayLength() is 0 or > MaxSiblings)
        {
            throw ApiException.BadRequest($"'siblings' must be an array of 1 to {MaxSiblings} objects with 'value'.");
        }

        return [.. siblings.EnumerateArray().Select(ReadContent)];
    }

    private static WriteContent ReadContent(JsonElement sibling)
    {
        if (sibling.ValueKind != JsonValueKind.Object || sibling.Text("value") is not { } value)
        {
            throw ApiException.BadRequest("A version has no 'value'.");
        }

        var bytes = sibling.Text("encoding") switch
        {
            null or "utf8" => Encoding.UTF8.GetBytes(value),
            "base64" => Bytes(value),
            var other => throw ApiException.BadRequest($"'encoding' is '{other}': it must be utf8 or base64."),
        };
        RequestBody.RefuseLargeValue(bytes.Length);
        return new WriteContent(bytes, DataRoutes.CheckedContentType(sibling.Text("content_type") ?? WriteContent.TextContentType))
        {
            Metadata = Metadata(sibling.Text("metadata") ?? ""),
        };
    }

    private static string Metadata(string text) => WriteContent.IsMetadata(text)
        ? text
        : throw ApiException.BadRequest($"'metadata' is longer than {WriteContent.MaxMetadataBytes:N0} bytes.");

    /// <summary>What a base64 text stands for.</summary>
    public static byte[] Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : throw ApiException.BadRequest("'value' is no base64.");
    }
}
