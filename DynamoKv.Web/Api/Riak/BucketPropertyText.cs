// What was set of a bucket's properties, as a stored value.
using System.Text.Json;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Reads and writes the JSON object that keeps what was set of a bucket's properties.</summary>
internal static class BucketPropertyText
{
    private const string ContentType = "application/json";

    /// <summary>What was set: of concurrent versions each property as the newest says. What is no such object says nothing.</summary>
    public static SortedDictionary<string, JsonElement> Read(SiblingSet versions)
    {
        var set = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var version in versions.Siblings.Where(version => !version.IsTombstone).OrderBy(version => version.WrittenAt))
        {
            foreach (var property in Parse(version.Value))
            {
                set[property.Name] = property.Value;
            }
        }

        return set;
    }

    public static WriteContent Write(SortedDictionary<string, JsonElement> set)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var (name, value) in set)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return new WriteContent(bytes.ToArray(), ContentType);
    }

    private static JsonElement.ObjectEnumerator Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var read = RequestBody.Parse(bytes);
            return read.ValueKind == JsonValueKind.Object ? read.EnumerateObject() : default;
        }
        catch (ApiException)
        {
            return default; // a plain client wrote something else there
        }
    }
}
