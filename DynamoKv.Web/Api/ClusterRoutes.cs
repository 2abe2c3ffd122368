// What a cluster looks like now.
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>GET of status, ring, storage, cluster and info.</summary>
internal static class ClusterRoutes
{
    /// <summary>The most keys that the storage route lists.</summary>
    private const int MaxListedKeys = 1_000;

    /// <summary>What this server is.</summary>
    public const string Greeting = "DynamoKv: a Dynamo-style key-value cluster, simulated.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/status", StatusAsync, Parameters.ViewedBy)
            .Describe<StatusAnswer>("Status of a node", "A node, its storage, and how replication stands.", 400, 404);
        routes.MapApi("GET", "/ring", call => JsonAnswer.Of(Ring(call)))
            .Describe<RingAnswer>("The ring", "All virtual nodes sorted by hash, and all nodes.", 400, 404);
        routes.MapApi("GET", "/storage", StorageAsync, Parameters.ViewedBy)
            .Describe<StorageAnswer>("Storage of a node", "What its disk holds, with its first 1,000 live keys. "
                + "A value that has outlived its ttl_seconds counts in key_count until it is reaped.", 400, 404);
        routes.MapApi("GET", "/cluster", call => JsonAnswer.Of(Cluster(call)), Parameters.ViewedBy)
            .Describe<ClusterAnswer>("The cluster", "Ring and nodes, who is joining or leaving, and the ranges that are on their way.", 400, 404);
        routes.MapApi("GET", "/info", call => JsonAnswer.Of(Info(call)))
            .Describe<InfoAnswer>("The server", "What this server is and has. Anybody may ask: a node that joins finds the port of the others here.", 400, 404).Requires(AccessScope.None);
    }

    private static async Task<IResult> StatusAsync(ApiCall call)
    {
        var (session, tick, viewer) = (call.Session, call.Session.Current, call.Viewer());
        return JsonAnswer.Of(new StatusAnswer(
            ClusterFacts.Node(session, tick, viewer), await ClusterFacts.StorageAsync(session, tick, viewer, call.Cancellation),
            ClusterFacts.Replication(session, tick, viewer), Mode(session), ServerVersion.Text, call.Now, Message(session, tick, viewer)));
    }

    private static string Mode(IClusterSession session) => session.Mode == SessionMode.Live ? "node" : "simulation";

    private static string Message(IClusterSession session, SessionTick tick, NodeId viewer)
    {
        if (tick.Playback.StoppedBecause is { } trouble)
        {
            return trouble;
        }

        var (members, alive) = ClusterFacts.Members(session, tick);
        return session.Mode == SessionMode.Live
            ? $"{HealthSentence.Of(tick.Head.Nodes[viewer], session.Inspect(viewer), tick.Playback.Now)} {alive} of {members} members answer."
            : $"{session.Title}: {alive} of {members} nodes alive at {tick.Playback.Now} s.";
    }

    private static RingAnswer Ring(ApiCall call) =>
        new(ClusterFacts.Ring(call.Session.Ring), ClusterFacts.Nodes(call.Session, call.Session.Current));

    private static async Task<IResult> StorageAsync(ApiCall call)
    {
        var (tick, viewer) = (call.Session.Current, call.Viewer());
        var live = new List<string>();
        var all = RowWalk.OfAsync(call.Session.Rows, viewer, new RowQuery(null, "", MaxListedKeys), call.Cancellation);
        await foreach (var row in all)
        {
            if (row.Versions.AsOf(call.Session.Now).HasLiveValue)
            {
                live.Add(row.Key.Text);
            }

            if (live.Count > MaxListedKeys)
            {
                break;
            }
        }

        var isTruncated = live.Count > MaxListedKeys;
        return JsonAnswer.Of(new StorageAnswer(
            await ClusterFacts.StorageAsync(call.Session, tick, viewer, call.Cancellation), isTruncated ? live[..MaxListedKeys] : live, isTruncated));
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
        call.Session.Mode == SessionMode.Live ? "DynamoKv: a Dynamo-style key-value cluster." : Greeting,
        ServerVersion.Text, call.Viewer().Value, call.Root, "/ws",
        MerkleTree: true, VectorClock: true, EventHistory: true, call.Http.RequestServices.GetService<INodePort>()?.Port);
}
