// Which keys there are, and who holds one.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>GET of /keys, /keys/{key}/preference-list and /keys/{key}/replicas.</summary>
internal static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/keys", KeysAsync, Parameters.Prefix, Parameters.Limit, Parameters.Cursor)
            .Describe<KeysAnswer>("List keys", "Live keys in the order of their UTF-8 bytes, a page at a time.", 400, 404);
        routes.MapApi("GET", "/keys/{key}/preference-list", PreferenceList)
            .Describe<PreferenceListAnswer>("Who is responsible for a key", "The walk of the ring from the key: primaries, then fallbacks in order.", 400, 404);
        routes.MapApi("GET", "/keys/{key}/replicas", ReplicasAsync)
            .Describe<ReplicasAnswer>("What each replica holds", "The versions of a key on each node, without reading through a quorum. What has outlived its ttl_seconds is deleted.", 400, 404);
    }

    private static async Task<IResult> KeysAsync(ApiCall call)
    {
        var prefix = call.Query.Text(Parameters.Prefix.Name) ?? "";
        var limit = call.Query.Number(Parameters.Limit.Name, 1, Parameters.MaxPage) ?? Parameters.StandardPage;
        var page = await KeyListing.ReadAsync(call.Session, call.Head, prefix, After(call), limit, call.Cancellation);
        var next = page.IsLast ? null : PageCursor.Write(page.Rows[^1].Key.Text);
        return JsonAnswer.Of(new KeysAnswer([.. page.Rows.Select(row => row.Key.Text)], next, new CoverageInfo(page.Answered, page.Needed)));
    }

    private static Key? After(ApiCall call) => PageCursor.Read(call.Query.Text(Parameters.Cursor.Name)) is not { } text ? null
        : Key.TryCreate(text, out var key, out var error) ? key : throw ApiException.BadRequest(error);

    private static JsonAnswer PreferenceList(ApiCall call)
    {
        var position = RingPosition.OfKey(call.Key);
        var ring = call.Session.Ring;
        var partition = ring.PartitionOf(position);
        var nodes = ring.PreferenceList(position, ring.Members.Length).Select((node, index) => new PreferredNode(
            node.Value, index + 1, index < call.Session.Options.Quorum.N ? "primary" : "fallback",
            ClusterFacts.Status(call.Head.Nodes.GetValueOrDefault(node)?.Condition ?? NodeCondition.Unknown)));
        return JsonAnswer.Of(new PreferenceListAnswer(
            call.Key.Text, position.Value, new PartitionInfo(partition.Start.Value, partition.End.Value), [.. nodes]));
    }

    private static async Task<IResult> ReplicasAsync(ApiCall call)
    {
        var head = call.Head;
        var primaries = call.Session.Ring.PreferenceList(RingPosition.OfKey(call.Key), call.Session.Options.Quorum.N);
        var (rows, now) = (call.Session.Rows, call.Session.Now);
        var held = await Task.WhenAll(primaries.Concat(head.Nodes.Keys.Except(primaries)).Select(async node =>
            (Node: head.Nodes.GetValueOrDefault(node) ?? NodeView.Unheard(node), Holding: await rows.HoldingAsync(node, call.Key, call.Cancellation))));
        var replicas = held.Where(one => primaries.Contains(one.Node.Id) || one.Holding is { Versions.IsEmpty: false })
            .Select(one => Shape(one.Node, one.Holding?.Versions.AsOf(now) ?? SiblingSet.Empty));
        var hints = held.OrderBy(one => one.Node.Id).SelectMany(one => (one.Holding?.Hints ?? [])
            .Select(hint => Shape(one.Node, hint.Versions.AsOf(now)) with { HintFor = hint.Target.Value }));
        return JsonAnswer.Of(new ReplicasAnswer(call.Key.Text, [.. replicas, .. hints]));
    }

    private static ReplicaInfo Shape(NodeView node, SiblingSet versions) =>
        new(node.Id.Value, ClusterFacts.Status(node.Condition), Shapes.Siblings(versions), Shapes.Clock(versions.Context));
}
