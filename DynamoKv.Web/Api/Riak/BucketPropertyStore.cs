// Where the properties of buckets are kept.
using System.Collections.Concurrent;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api.Riak;

/// <summary>
/// Keeps the properties of buckets in the cluster itself, under keys of their own, so that every node knows them and
/// they outlive nodes as data does. What was read is trusted for a moment: a change may take that long to be seen by
/// all nodes, as in Riak.
/// </summary>
internal sealed class BucketPropertyStore(TimeProvider time)
{
    /// <summary>How long what was read is trusted.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    /// <summary>The most buckets that are remembered; beyond, the memory starts anew.</summary>
    public const int MaxRemembered = 1_024;

    private readonly ConcurrentDictionary<(IClusterSession, Key), Known> _known = new();

    /// <summary>The properties that hold for a bucket; of a type, where the name has no bucket.</summary>
    /// <exception cref="RiakProblem">When the cluster can't say.</exception>
    public async Task<BucketProperties> ReadAsync(RiakCall call)
    {
        var properties = BucketProperties.Standard(call.Name.Type, call.Session.Options.Quorum);
        if (call.Name.Type != RiakName.DefaultType)
        {
            properties = properties.With(await SetAsync(call, (call.Name with { Bucket = "" }).PropertiesKey));
        }

        return call.Name.Bucket.Length == 0 ? properties : properties.With(await SetAsync(call, call.Name.PropertiesKey));
    }

    /// <summary>Sets properties beside those that were set before.</summary>
    /// <exception cref="RiakProblem">When the cluster can't keep them now.</exception>
    public async Task ChangeAsync(RiakCall call, IEnumerable<JsonProperty> changed)
    {
        var key = call.Name.PropertiesKey;
        var before = await call.GetAsync(key, RequestOptions.None);
        var read = before as ClientResponse.Read ?? throw RiakFailures.Of(before, RequestOptions.None);
        var set = BucketPropertyText.Read(read.Versions);
        foreach (var property in changed)
        {
            set[property.Name] = property.Value;
        }

        var content = BucketPropertyText.Write(set);
        var written = await call.SubmitAsync(
            operation => new ClientRequest.Put(operation, key, RequestOptions.None, content, read.Context, OnlyIfAbsent: false));
        _known.TryRemove((call.Session, key), out _);
        _ = written as ClientResponse.Written ?? throw RiakFailures.Of(written, RequestOptions.None);
    }

    /// <summary>Forgets what was set.</summary>
    /// <exception cref="RiakProblem">When the cluster can't now.</exception>
    public async Task ResetAsync(RiakCall call)
    {
        var key = call.Name.PropertiesKey;
        var deleted = await call.SubmitAsync(operation => new ClientRequest.Delete(operation, key, RequestOptions.None, null));
        _known.TryRemove((call.Session, key), out _);
        if (deleted is not (ClientResponse.Deleted or ClientResponse.NothingToDelete))
        {
            throw RiakFailures.Of(deleted, RequestOptions.None);
        }
    }

    private async Task<SortedDictionary<string, JsonElement>> SetAsync(RiakCall call, Key key)
    {
        var isKnown = _known.TryGetValue((call.Session, key), out var known);
        if (isKnown && time.GetElapsedTime(known!.ReadAt) < Freshness)
        {
            return known.Set;
        }

        var answer = await call.GetAsync(key, RequestOptions.None);
        if (answer is not ClientResponse.Read && !isKnown)
        {
            answer = await call.GetAsync(key, new RequestOptions(Read: 1)); // a bucket can be read with r=1 while no quorum is up
        }

        return answer is ClientResponse.Read read ? Remember(call, key, BucketPropertyText.Read(read.Versions))
            : isKnown ? known!.Set
            : throw RiakFailures.Of(answer, new RequestOptions(Read: 1));
    }

    private SortedDictionary<string, JsonElement> Remember(RiakCall call, Key key, SortedDictionary<string, JsonElement> set)
    {
        if (_known.Count >= MaxRemembered)
        {
            _known.Clear();
        }

        _known[(call.Session, key)] = new Known(set, time.GetTimestamp());
        return set;
    }

    /// <summary>What was set of a bucket; never changed once it is here.</summary>
    private sealed record Known(SortedDictionary<string, JsonElement> Set, long ReadAt);
}
