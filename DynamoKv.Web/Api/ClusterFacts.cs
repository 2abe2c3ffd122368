// What a run's snapshot says about its nodes, as JSON shapes.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>What a run's newest snapshot says about its nodes, as JSON shapes. Nothing is made up: what has no source yet is null, 0 or empty.</summary>
internal static class ClusterFacts
{
    /// <summary>alive, suspected (silent, nobody can tell), failed, unknown.</summary>
    public static string Status(NodeCondition condition) => condition switch
    {
        NodeCondition.Up => "alive",
        NodeCondition.Paused or NodeCondition.Silent => "suspected",
        NodeCondition.Down => "failed",
        _ => "unknown",
    };

    public static NodeInfo Node(IClusterSession session, SessionTick tick, NodeId id)
    {
        var view = tick.Head.Nodes[id];
        var uptime = view.StartedAt is { } start && view.Condition is not (NodeCondition.Down or NodeCondition.Silent) ? (tick.Playback.Now - start).TotalSeconds : 0;
        return new NodeInfo(
            id.Value, session.AddressOf(id), Status(view.Condition), session.ActivityOf(id).LastAt is { } last ? Shapes.Seconds(last) : null,
            view.StartedAt is { } started ? Shapes.Seconds(started) : null, Heartbeat(session, id), uptime);
    }

    private static long Heartbeat(IClusterSession session, NodeId id) =>
        session.Inspect(id)?.Membership.Members.FirstOrDefault(member => member.Record.Id == id)?.Heartbeat ?? 0;

    public static IReadOnlyList<NodeInfo> Nodes(IClusterSession session, SessionTick tick) =>
        [.. tick.Head.Nodes.Keys.Select(id => Node(session, tick, id))];

    public static RingInfo Ring(HashRing ring) => new(
        ring.Members.Length, ring.Tokens.Length, ring.Tokens.Length / Math.Max(1, ring.Members.Length),
        [.. ring.Tokens.Select(token => new RingToken(token.Position.Value, token.Node.Value))]);

    /// <summary>What a node's disk holds; of a node that does not answer what it said last.</summary>
    public static async ValueTask<StorageStats> StorageAsync(IClusterSession session, SessionTick tick, NodeId id, CancellationToken cancellation)
    {
        var view = tick.Head.Nodes[id];
        var facts = await session.Rows.StorageAsync(id, cancellation) ?? new StorageFacts(view.KeyCount, 0, 0, view.HintCount, null);
        return new StorageStats(
            id.Value, session.DataFolder is { } folder ? Path.Combine(folder, id.Value) : facts.Path, facts.LiveKeys, Shapes.Clock(facts.Clock ?? VectorClock.Empty),
            session.ActivityOf(id).Events, Shapes.Names(tick.Head.Nodes.Keys), Shapes.Seconds(tick.Playback.Now), facts.Hints, facts.Tombstones, facts.Bytes);
    }

    public static ReplStatus Replication(IClusterSession session, SessionTick tick, NodeId viewer)
    {
        var quorum = session.Options.Quorum;
        var (members, alive) = Members(session, tick);
        return new ReplStatus(
            quorum.N, (quorum.N / 2) + 1, quorum.R, quorum.W, members, alive, viewer.Value, alive >= Math.Max(quorum.R, quorum.W),
            new SortedDictionary<string, HealthStatus>(tick.Head.Nodes.Keys.ToDictionary(id => id.Value, id => Health(tick, id)), StringComparer.Ordinal));
    }

    /// <summary>How many are members, and how many of them are up: who was never made a member, or has left, is none.</summary>
    public static (int Members, int Alive) Members(IClusterSession session, SessionTick tick)
    {
        var members = session.Ring.Members;
        return (members.Length, members.Count(member => tick.Head.Nodes.GetValueOrDefault(member.Id)?.Condition == NodeCondition.Up));
    }

    public static HealthStatus Health(SessionTick tick, NodeId id) => new(
        id.Value, IsAlive(tick.Head.Nodes[id].Condition), Shapes.Seconds(tick.Playback.Now), null, Suspicions(tick.Head, id));

    public static WatchedNode Watched(NodeInfo node, SessionTick tick) => new(
        node.Id, node.Address, node.Status, node.LastSeen, node.StartTime, node.HeartbeatCount, node.UptimeSeconds,
        new NodeHealth(IsAlive(tick.Head.Nodes[new NodeId(node.Id)].Condition), Suspicions(tick.Head, new NodeId(node.Id))));

    private static bool? IsAlive(NodeCondition condition) => condition switch
    {
        NodeCondition.Up => true,
        NodeCondition.Down => false,
        _ => null,
    };

    private static int Suspicions(ClusterSnapshot head, NodeId id) => head.Nodes.Values.Count(peer => peer.Suspects.Contains(id));
}
