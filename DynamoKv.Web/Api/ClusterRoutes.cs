// What a cluster looks like now.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>GET of status, ring, storage, cluster and info.</summary>
internal static class ClusterRoutes
{
    /// <summary>The most keys that the storage route lists.</summary>
    private const int MaxListedKeys = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/status", Status, Parameters.ViewedBy)
            .Describe<StatusAnswer>("Status of a node", "A node, its storage, and how replication stands.", 400, 404);
        routes.MapApi("GET", "/ring", call => JsonAnswer.Of(Ring(call)))
            .Describe<RingAnswer>("The ring", "All virtual nodes sorted by hash, and all nodes.", 400, 404);
        routes.MapApi("GET", "/storage", Storage, Parameters.ViewedBy)
            .Describe<StorageAnswer>("Storage of a node", "What its disk holds, with its first 1,000 live keys.", 400, 404);
        routes.MapApi("GET", "/cluster", call => JsonAnswer.Of(Cluster(call)), Parameters.ViewedBy)
            .Describe<ClusterAnswer>("The cluster", "Ring and nodes, who is joining or leaving, and the ranges that are on their way.", 400, 404);
        routes.MapApi("GET", "/info", call => JsonAnswer.Of(Info(call)))
            .Describe<InfoAnswer>("The server", "What this server is and has. GET / answers the same to a client that accepts only JSON.", 400, 404);
    }

    private static JsonAnswer Status(ApiCall call)
    {
        var (session, tick, viewer) = (call.Session, call.Session.Current, call.Viewer());
        return JsonAnswer.Of(new StatusAnswer(
            ClusterFacts.Node(session, tick, viewer), ClusterFacts.Storage(session, tick, viewer), ClusterFacts.Replication(session, tick, viewer),
            "simulation", ServerVersion.Text, call.Now, Message(session, tick)));
    }

    private static string Message(IClusterSession session, SessionTick tick)
    {
        var alive = tick.Head.Nodes.Values.Count(node => node.Condition == Engine.Projections.NodeCondition.Up);
        return tick.Playback.StoppedBecause ?? $"{session.Title}: {alive} of {tick.Head.Nodes.Count} nodes alive at {tick.Playback.Now} s.";
    }

    private static RingAnswer Ring(ApiCall call) =>
        new(ClusterFacts.Ring(call.Session.Ring), ClusterFacts.Nodes(call.Session, call.Session.Current));

    private static JsonAnswer Storage(ApiCall call)
    {
        var (tick, viewer) = (call.Session.Current, call.Viewer());
        var live = tick.Head.Nodes[viewer].Rows.Where(row => row.Value.HasLiveValue).Select(row => row.Key.Text).Take(MaxListedKeys + 1).ToList();
        var isTruncated = live.Count > MaxListedKeys;
        return JsonAnswer.Of(new StorageAnswer(
            ClusterFacts.Storage(call.Session, tick, viewer), isTruncated ? live[..MaxListedKeys] : live, isTruncated));
    }

    /// <summary>The cluster as the viewer sees it.</summary>
    public static ClusterAnswer Cluster(ApiCall call)
    {
        var (ring, viewer) = (Ring(call), call.Viewer());
        return new ClusterAnswer(
            new ClusterInfo(ring.Ring, ring.Nodes), viewer.Value, MembershipFacts.Pending(call.Session.Inspect(viewer)),
            MembershipFacts.Transfers(MembershipFacts.Accounts(call.Session)));
    }

    private static InfoAnswer Info(ApiCall call) => new(
        "DynamoKv: a Dynamo-style key-value cluster, simulated.", ServerVersion.Text, call.Viewer().Value, call.Root, "/ws",
        MerkleTree: true, VectorClock: true, EventHistory: true);
}
