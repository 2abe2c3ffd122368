// Which buckets and keys there are.
using System.Text.Json;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Lists buckets and keys from what the nodes that are up hold, and streams lists as JSON objects, one after the other.</summary>
internal static class RiakListing
{
    /// <summary>The most names of one JSON object of a stream.</summary>
    public const int ChunkSize = 100;

    /// <summary>The buckets of a type that hold an object, in order.</summary>
    public static IEnumerable<string> Buckets(RiakCall call)
    {
        var prefix = RiakName.Prefix(call.Name.Type);
        var last = (string?)null;
        foreach (var key in LiveKeys(call, prefix))
        {
            if (RiakName.BucketOf(key, prefix) is { } bucket && bucket != last)
            {
                yield return last = bucket; // the keys of one bucket stand together
            }
        }
    }

    /// <summary>The keys of a bucket, in order.</summary>
    public static IEnumerable<string> Keys(RiakCall call)
    {
        var prefix = RiakName.Prefix(call.Name.Type, call.Name.Bucket);
        foreach (var key in LiveKeys(call, prefix))
        {
            if (key.Length > prefix.Length)
            {
                yield return key[prefix.Length..];
            }
        }
    }

    /// <summary>Streams names as JSON objects of at most <see cref="ChunkSize"/> names; the last one is empty and says that it is the end.</summary>
    public static async Task StreamAsync(RiakCall call, string field, IEnumerable<string> names, Action<Utf8JsonWriter>? first)
    {
        var response = call.Http.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        if (call.IsHead)
        {
            return;
        }

        if (first is not null)
        {
            await response.Body.WriteAsync(RiakJson.Object(first), call.Cancellation);
        }

        foreach (var chunk in names.Chunk(ChunkSize))
        {
            await WriteAsync(chunk);
        }

        await WriteAsync([]);

        async Task WriteAsync(string[] chunk)
        {
            await response.Body.WriteAsync(RiakJson.Object(json => RiakJson.Names(json, field, chunk)), call.Cancellation);
            await response.Body.FlushAsync(call.Cancellation);
        }
    }

    private static IEnumerable<string> LiveKeys(RiakCall call, string prefix)
    {
        var nodes = call.Session.Current.Head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up);
        foreach (var (key, versions) in MergedRows.Of(nodes, VersionRules.For(call.Session.Options.VersionMode)))
        {
            if (versions.HasLiveValue && key.Text.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return key.Text;
            }
        }
    }
}
