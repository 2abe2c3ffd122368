// All Riak-compatible routes in one place.
namespace DynamoKv.Web.Api.Riak;

/// <summary>
/// The key/value part of the Riak KV 2.x HTTP API. Patterns hold the placeholders that <see cref="RiakPath"/> writes;
/// docs/adr/0018 says what of Riak holds here and what does not.
/// </summary>
internal static class RiakRoutes
{
    private static readonly string[] Read = ["GET", "HEAD"];
    private static readonly string[] Any = ["GET", "HEAD", "POST", "PUT", "DELETE"];

    public static void MapRiak(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/ping", Read, RiakServerRoutes.PingAsync).WithMetadata(RequiredScope.Open);
        routes.MapMethods("/stats", Read, RiakServerRoutes.StatsAsync).Requires(AccessScope.Read);
        MapOld(routes);
        MapNew(routes, "");
        MapNew(routes, "/types/t");
        routes.Map(Read, "/types/t/props", RiakBucketRoutes.ReadPropertiesAsync);
        routes.Map(["PUT"], "/types/t/props", RiakBucketRoutes.SetPropertiesAsync, AccessScope.Admin);
        MapUnsupported(routes);
    }

    private static void MapOld(IEndpointRouteBuilder routes)
    {
        routes.Map(Read, "/riak", RiakBucketRoutes.ListBucketsAsync);
        routes.Map(Read, "/riak/b", RiakBucketRoutes.ReadOldAsync);
        routes.Map(["PUT"], "/riak/b", RiakBucketRoutes.SetPropertiesAsync, AccessScope.Admin);
        routes.Map(["POST"], "/riak/b", RiakObjectRoutes.CreateAsync, AccessScope.Write);
        MapObject(routes, "/riak/b/k");
    }

    private static void MapNew(IEndpointRouteBuilder routes, string before)
    {
        routes.Map(Read, before + "/buckets", RiakBucketRoutes.ListBucketsAsync);
        routes.Map(Read, before + "/buckets/b/props", RiakBucketRoutes.ReadPropertiesAsync);
        routes.Map(["PUT"], before + "/buckets/b/props", RiakBucketRoutes.SetPropertiesAsync, AccessScope.Admin);
        routes.Map(["DELETE"], before + "/buckets/b/props", RiakBucketRoutes.ResetPropertiesAsync, AccessScope.Admin);
        routes.Map(Read, before + "/buckets/b/keys", RiakBucketRoutes.ListKeysAsync);
        routes.Map(["POST"], before + "/buckets/b/keys", RiakObjectRoutes.CreateAsync, AccessScope.Write);
        MapObject(routes, before + "/buckets/b/keys/k");
        routes.Map(Read, before + "/buckets/b/keys/k/preflist", RiakBucketRoutes.PreferenceListAsync);
        Refuse(routes, before + "/buckets/b/index", "Secondary index queries are");
        Refuse(routes, before + "/buckets/b/counters", "Counters are");
        Refuse(routes, before + "/buckets/b/datatypes", "Riak data types are");
    }

    private static void MapObject(IEndpointRouteBuilder routes, string pattern)
    {
        routes.Map(Read, pattern, RiakObjectRoutes.ReadAsync);
        routes.Map(["PUT", "POST"], pattern, RiakObjectRoutes.StoreAsync, AccessScope.Write);
        routes.Map(["DELETE"], pattern, RiakObjectRoutes.DeleteAsync, AccessScope.Write);
    }

    private static void MapUnsupported(IEndpointRouteBuilder routes)
    {
        Refuse(routes, "/riak/b/k/walk", "Link walking is");
        Refuse(routes, "/buckets/b/keys/k/walk", "Link walking is");
        Refuse(routes, "/types/t/buckets/b/keys/k/walk", "Link walking is");
        Refuse(routes, "/mapred", "MapReduce is");
        foreach (var search in new[] { "/solr/{*rest}", "/search/query/{*rest}", "/search/index/{*rest}", "/search/schema/{*rest}" })
        {
            Refuse(routes, search, "Search is");
        }
    }

    private static void Map(this IEndpointRouteBuilder routes, string[] methods, string pattern, Func<RiakCall, Task> handler, AccessScope scope = AccessScope.Read) =>
        routes.MapMethods(pattern, methods, http => handler(RiakCall.For(http))).Requires(scope);

    private static void Refuse(IEndpointRouteBuilder routes, string pattern, string what) =>
        routes.MapMethods(pattern, Any, Task (_) => throw RiakProblem.NotSupported(what)).Requires(AccessScope.Read);
}
