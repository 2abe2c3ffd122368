// What nodes have seen: their clocks, and how two of them compare (Dynamo 4.4).
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>GET of /vector-clock and /vector-clock/compare/{target}.</summary>
internal static class ClockRoutes
{
    private const int MaxConflicts = 100;
    private const int MaxEvents = 100;

    /// <summary>Lines looked at to find a node's own.</summary>
    private const int MaxScanned = 5_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/vector-clock", Clock, Parameters.ViewedBy)
            .Describe<ClockAnswer>("What a node has seen", "Its clock, its newest events, and its keys with concurrent versions.", 400, 404);
        routes.MapApi("GET", "/vector-clock/compare/{target_node}", Compare, Parameters.ViewedBy).Describe<ClockComparisonAnswer>(
            "Compare two nodes' clocks", "The source is via, or the first node that is up. 503 when they can't reach each other.", 400, 404, 503);
    }

    private static JsonAnswer Clock(ApiCall call)
    {
        var (tick, viewer) = (call.Session.Current, call.Viewer());
        var node = tick.Head.Nodes[viewer];
        var clock = Shapes.Clock(ClockOf(node));
        var conflicts = node.Rows.Where(row => row.Value.Siblings.Length > 1).Take(MaxConflicts)
            .Select(row => new ConflictInfo(row.Key.Text, Shapes.Siblings(row.Value))).ToList();
        return JsonAnswer.Of(new ClockAnswer(
            viewer.Value, clock, new NodeEvents(OwnEvents(call, viewer), viewer.Value, clock, Shapes.Names(tick.Head.Nodes.Keys)), conflicts, call.Now,
            $"{viewer} holds {node.Rows.Count} keys, {conflicts.Count} of them with concurrent versions."));
    }

    private static List<EventInfo> OwnEvents(ApiCall call, NodeId node)
    {
        var last = call.Session.Current.Playback.LastEvent;
        var first = Math.Max(1, last - MaxScanned + 1);
        return [.. call.Session.ReadLog(first, (int)(last - first + 1))
            .Where(entry => entry.Node == node && entry.What is not WorldEvent).TakeLast(MaxEvents).Select(EventShapes.Event)];
    }

    private static JsonAnswer Compare(ApiCall call)
    {
        var source = call.Viewer();
        var target = call.Target(source, (string)call.Http.Request.RouteValues["target_node"]!);
        var (left, right) = (call.Head.Nodes[source], call.Head.Nodes[target]);
        var (leftClock, rightClock) = (ClockOf(left), ClockOf(right));
        var conflicts = Differences(call, left, right).Where(difference => difference is { IsPulled: true, IsPushed: true })
            .Take(MaxConflicts).Select(difference => new ConflictInfo(difference.Key.Text, Shapes.Siblings(difference.Merged)));
        return JsonAnswer.Of(new ClockComparisonAnswer(
            source.Value, target.Value, Shapes.Clock(leftClock), Shapes.Clock(rightClock), Word(leftClock.CompareTo(rightClock)), [.. conflicts], call.Now));
    }

    public static IEnumerable<HeldDifference> Differences(ApiCall call, NodeView source, NodeView target) => NodeDifference.Between(
        source, target, call.Session.Ring, call.Session.Options.Quorum.N, VersionRules.For(call.Session.Options.VersionMode));

    private static VectorClock ClockOf(NodeView node) =>
        node.Rows.Values.Aggregate(VectorClock.Empty, (clock, versions) => clock.Merge(versions.Context));

    private static string Word(ClockRelation relation) => relation.ToString().ToLowerInvariant();
}
