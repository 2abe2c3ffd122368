// Which buckets and keys there are.
using System.Text.Json;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Lists buckets and keys from what the nodes that are up hold, and streams lists as JSON objects, one after the other.</summary>
internal static class RiakListing
{
    /// <summary>The most names of one JSON object of a stream.</summary>
    public const int ChunkSize = 100;

    private const int PageRows = 500;

    /// <summary>The buckets of a type that hold an object, in order.</summary>
    public static async IAsyncEnumerable<string> BucketsAsync(RiakCall call)
    {
        var prefix = RiakName.Prefix(call.Name.Type);
        var last = (string?)null;
        await foreach (var key in LiveKeysAsync(call, prefix))
        {
            if (RiakName.BucketOf(key, prefix) is { } bucket && bucket != last)
            {
                yield return last = bucket; // the keys of one bucket stand together
            }
        }
    }

    /// <summary>The keys of a bucket, in order.</summary>
    public static async IAsyncEnumerable<string> KeysAsync(RiakCall call)
    {
        var prefix = RiakName.Prefix(call.Name.Type, call.Name.Bucket);
        await foreach (var key in LiveKeysAsync(call, prefix))
        {
            if (key.Length > prefix.Length)
            {
                yield return key[prefix.Length..];
            }
        }
    }

    /// <summary>Streams names as JSON objects of at most <see cref="ChunkSize"/> names; the last one is empty and says that it is the end.</summary>
    public static async Task StreamAsync(RiakCall call, string field, IAsyncEnumerable<string> names, Action<Utf8JsonWriter>? first)
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

        await foreach (var chunk in names.Chunk(ChunkSize))
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

    private static async IAsyncEnumerable<string> LiveKeysAsync(RiakCall call, string prefix)
    {
        var (session, head) = (call.Session, call.Session.Current.Head);
        var nodes = head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up).Select(node => node.Id).ToList();
        var rules = VersionRules.For(session.Options.VersionMode);
        var rows = RowWalk.MergedAsync(session.Rows, nodes, rules, session.Now, new RowQuery(null, prefix, PageRows), lost: null, call.Cancellation);
        await foreach (var (key, versions) in rows)
        {
            if (versions.HasLiveValue)
            {
                yield return key.Text;
            }
        }
    }
}
