// Buckets: their properties, their keys, and which there are.
using System.Text.Json;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Bucket lists, key lists, bucket and type properties, preference lists.</summary>
internal static class RiakBucketRoutes
{
    private const string Stream = "stream";

    /// <summary>The list of buckets; without buckets=true an empty one, as it is dear.</summary>
    public static async Task ListBucketsAsync(RiakCall call)
    {
        RiakParameters.Timeout(call);
        var wanted = call.Query.Text("buckets");
        if (wanted == Stream)
        {
            await RiakListing.StreamAsync(call, "buckets", RiakListing.BucketsAsync(call), first: null);
            return;
        }

        var names = wanted == "true" ? await RiakListing.BucketsAsync(call).ToListAsync(call.Cancellation) : [];
        await RiakJson.AnswerAsync(call.Http, json => RiakJson.Names(json, "buckets", names));
    }

    /// <summary>The list of a bucket's keys; without keys=true or keys=stream an empty object, as it is dear.</summary>
    public static Task ListKeysAsync(RiakCall call) => KeysAsync(call, bucket: null);

    /// <summary>The old way: properties, keys or both, by parameters.</summary>
    public static async Task ReadOldAsync(RiakCall call)
    {
        var withKeys = call.Query.Text("keys") is "true" or Stream;
        var withProperties = call.Query.Text("props") != "false";
        if (!withKeys && !withProperties)
        {
            throw RiakProblem.NotFound();
        }

        var bucket = withProperties ? await call.PropertiesAsync() : null;
        await (withKeys ? KeysAsync(call, bucket) : PropertiesAsync(call, bucket!));
    }

    public static async Task ReadPropertiesAsync(RiakCall call) => await PropertiesAsync(call, await call.PropertiesAsync());

    public static async Task SetPropertiesAsync(RiakCall call)
    {
        RefuseDefaultType(call);
        var properties = await ReadBodyAsync(call);
        var problems = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject())
        {
            if (BucketPropertyRules.Problem(property.Name, property.Value, call.Name, call.Replicas) is { } problem)
            {
                problems[property.Name] = problem;
            }
        }

        if (problems.Count > 0)
        {
            await RiakJson.AnswerAsync(call.Http, json => WriteAll(json, problems), StatusCodes.Status400BadRequest);
            return;
        }

        await Store(call).ChangeAsync(call, properties.EnumerateObject().Where(property => BucketPropertyRules.IsKept(property.Name)));
        call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public static async Task ResetPropertiesAsync(RiakCall call)
    {
        await Store(call).ResetAsync(call);
        call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>The replicas of a key; "partition" is the end of the key's range, on the same for all of them.</summary>
    public static Task PreferenceListAsync(RiakCall call)
    {
        var position = RingPosition.OfKey(call.Name.ObjectKey);
        var ring = call.Session.Ring;
        return RiakJson.AnswerAsync(call.Http, json =>
        {
            json.WriteStartArray("preflist");
            foreach (var node in ring.PreferenceList(position, call.Replicas))
            {
                json.WriteStartObject();
                json.WriteNumber("partition", ring.PartitionOf(position).End.Value);
                json.WriteString("node", node.Value);
                json.WriteBoolean("primary", true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static async Task KeysAsync(RiakCall call, BucketProperties? bucket)
    {
        RiakParameters.Timeout(call);
        var wanted = call.Query.Text("keys");
        if (wanted == Stream)
        {
            await RiakListing.StreamAsync(call, "keys", RiakListing.KeysAsync(call), call.Name.Style == RiakStyle.Old ? Properties : null);
            return;
        }

        var names = wanted == "true" ? await RiakListing.KeysAsync(call).ToListAsync(call.Cancellation) : null;
        await RiakJson.AnswerAsync(call.Http, json =>
        {
            Properties(json);
            if (names is not null)
            {
                RiakJson.Names(json, "keys", names);
            }
        });

        void Properties(Utf8JsonWriter json) => bucket?.WriteTo(json, call.Name, call.Replicas);
    }

    private static Task PropertiesAsync(RiakCall call, BucketProperties bucket) =>
        RiakJson.AnswerAsync(call.Http, json => bucket.WriteTo(json, call.Name, call.Replicas));

    private static async Task<JsonElement> ReadBodyAsync(RiakCall call)
    {
        var what = call.Name.Bucket.Length == 0 ? "bucket type" : "bucket";
        if (!RequestBody.IsJson(call.Http.Request))
        {
            throw new RiakProblem(StatusCodes.Status415UnsupportedMediaType, $"A {what} PUT must be application/json.\n");
        }

        try
        {
            var body = RequestBody.Parse(await RequestBody.ReadValueAsync(call.Http));
            if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("props", out var properties) && properties.ValueKind == JsonValueKind.Object)
            {
                return properties;
            }
        }
        catch (ApiException malformed) when (malformed.Status == StatusCodes.Status400BadRequest)
        {
            // told below, as Riak does
        }

        throw new RiakProblem(
            StatusCodes.Status400BadRequest, $"{what} PUT must be a JSON object of the form:\n{{\"props\":{{...bucket properties...}}}}");
    }

    private static void RefuseDefaultType(RiakCall call)
    {
        if (call.Name is { Style: RiakStyle.Types, Type: RiakName.DefaultType, Bucket: "" })
        {
            throw RiakProblem.BadRequest("The properties of the default bucket type are the cluster's own: set those of a bucket.");
        }
    }

    private static void WriteAll(Utf8JsonWriter json, SortedDictionary<string, string> problems)
    {
        foreach (var (name, problem) in problems)
        {
            json.WriteString(name, problem);
        }
    }

    private static BucketPropertyStore Store(RiakCall call) => call.Http.RequestServices.GetRequiredService<BucketPropertyStore>();
}
