// A line of an import.
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>A line of an import: a key and its live versions.</summary>
internal sealed record ImportLine(Key Key, IReadOnlyList<ImportedVersion> Versions)
{
    /// <summary>The most versions of one line.</summary>
    public const int MaxSiblings = 100;

    private static readonly string[] OfVersion = ["value", "encoding", "content_type", "metadata", "timestamp", "expires_at", "ttl_seconds"];

    /// <summary>Reads {"key", "siblings": [{"value", "encoding"?, "content_type"?, "expires_at"?}]}, or {"key", "value"} for one version.</summary>
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

        if (!line.TryGetProperty("siblings", out var siblings))
        {
            RefuseOthers(line, ["key", .. OfVersion]);
            return new ImportLine(key, [ReadVersion(line)]);
        }

        RefuseOthers(line, ["key", "siblings"]);
        return new ImportLine(key, ReadVersions(siblings));
    }

    private static void RefuseOthers(JsonElement line, IReadOnlyList<string> allowed)
    {
        foreach (var property in line.EnumerateObject())
        {
            if (!allowed.Contains(property.Name))
            {
                throw ApiException.BadRequest($"The property '{Shown.Of(property.Name)}' is not known here: use {string.Join(", ", allowed)}.");
            }
        }
    }

    private static List<ImportedVersion> ReadVersions(JsonElement siblings)
    {
        if (siblings.ValueKind != JsonValueKind.Array || siblings.GetArrayLength() is 0 or > MaxSiblings)
        {
            throw ApiException.BadRequest($"'siblings' must be an array of 1 to {MaxSiblings} objects with 'value'.");
        }

        foreach (var sibling in siblings.EnumerateArray().Where(sibling => sibling.ValueKind == JsonValueKind.Object))
        {
            RefuseOthers(sibling, OfVersion);
        }

        return [.. siblings.EnumerateArray().Select(ReadVersion)];
    }

    private static ImportedVersion ReadVersion(JsonElement sibling) => new(ReadContent(sibling), Number(sibling, "expires_at"));

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
            var other => throw ApiException.BadRequest($"'encoding' is '{Shown.Of(other)}': it must be utf8 or base64."),
        };
        RequestBody.RefuseLargeValue(bytes.Length);
        return new WriteContent(bytes, DataRoutes.CheckedContentType(sibling.Text("content_type") ?? WriteContent.TextContentType))
        {
            Metadata = Metadata(sibling.Text("metadata") ?? ""),
            TimeToLive = Number(sibling, "ttl_seconds") is { } life ? DataRoutes.CheckedTimeToLive(life is > 0 and < long.MaxValue ? (long)life : 0) : null,
        };
    }

    private static double? Number(JsonElement sibling, string name) => !sibling.TryGetProperty(name, out var number) || number.ValueKind == JsonValueKind.Null ? null
        : number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var seconds) ? seconds
        : throw ApiException.BadRequest($"The property '{name}' must be a number of seconds.");

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

/// <summary>A version of a line.</summary>
/// <param name="Content">What is put.</param>
/// <param name="ExpiresAt">When it counts as deleted, in seconds; null: as its content says.</param>
internal readonly record struct ImportedVersion(WriteContent Content, double? ExpiresAt)
{
    /// <summary>What is to be put at a time; null: its time is over.</summary>
    public WriteContent? At(Instant now)
    {
        if (ExpiresAt is not { } due)
        {
            return Content;
        }

        var left = due - Shapes.Seconds(now);
        return left <= 0 ? null : Content with { TimeToLive = TimeSpan.FromSeconds(Math.Min(left, WriteContent.MaxTimeToLive.TotalSeconds)) };
    }
}
