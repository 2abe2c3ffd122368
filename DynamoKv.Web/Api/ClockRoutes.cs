// What nodes have seen: their clocks, and how two of them compare (Dynamo 4.4).
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>GET of /vector-clock and /vector-clock/compare/{target}.</summary>
internal static class ClockRoutes
{
    private const int MaxConflicts = 100;
    private const int MaxEvents = 100;

    /// <summary>Lines looked at to find a node's own.</summary>
    private const int MaxScanned = 5_000;

    /// <summary>The most rows of a real node that are looked at.</summary>
    private const int MaxRows = StorageFacts.MaxRowsOfClock;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/vector-clock", ClockAsync, Parameters.ViewedBy)
            .Describe<ClockAnswer>("What a node has seen", "Its clock, its newest events, and its keys with concurrent versions; of a real node by its first 10,000 rows.", 400, 404);
        routes.MapApi("GET", "/vector-clock/compare/{target_node}", CompareAsync, Parameters.ViewedBy).Describe<ClockComparisonAnswer>(
            "Compare two nodes' clocks", "The source is via, or the first node that is up. 503 when they can't reach each other.", 400, 404, 503);
    }

    private static async Task<IResult> ClockAsync(ApiCall call)
    {
        var (tick, viewer) = (call.Session.Current, call.Viewer());
        var rows = await RowsAsync(call, viewer);
        var clock = Shapes.Clock(ClockOf(rows));
        var conflicts = rows.Where(row => row.Versions.Siblings.Length > 1).Take(MaxConflicts)
            .Select(row => new ConflictInfo(row.Key.Text, Shapes.Siblings(row.Versions))).ToList();
        return JsonAnswer.Of(new ClockAnswer(
            viewer.Value, clock, new NodeEvents(OwnEvents(call, viewer), viewer.Value, clock, Shapes.Names(tick.Head.Nodes.Keys)), conflicts, call.Now,
            rows.Count < MaxRows
                ? $"{viewer} holds {rows.Count} keys, {conflicts.Count} of them with concurrent versions."
                : $"Of the first {MaxRows:N0} keys of {viewer} {conflicts.Count} have concurrent versions."));
    }

    private static List<EventInfo> OwnEvents(ApiCall call, NodeId node)
    {
        var last = call.Session.Current.Playback.LastEvent;
        var first = Math.Max(1, last - MaxScanned + 1);
        return [.. call.Session.ReadLog(first, (int)(last - first + 1))
            .Where(entry => entry.Node == node && entry.What is not WorldEvent).TakeLast(MaxEvents).Select(EventShapes.Event)];
    }

    private static async Task<IResult> CompareAsync(ApiCall call)
    {
        var source = call.Viewer();
        var target = call.Target(source, (string)call.Http.Request.RouteValues["target_node"]!);
        var (left, right) = (await RowsAsync(call, source), await RowsAsync(call, target));
        var (leftClock, rightClock) = (ClockOf(left), ClockOf(right));
        var conflicts = Differences(call, source, left, target, right).Where(difference => difference is { IsPulled: true, IsPushed: true })
            .Take(MaxConflicts).Select(difference => new ConflictInfo(difference.Key.Text, Shapes.Siblings(difference.Merged)));
        return JsonAnswer.Of(new ClockComparisonAnswer(
            source.Value, target.Value, Shapes.Clock(leftClock), Shapes.Clock(rightClock), Word(leftClock.CompareTo(rightClock)), [.. conflicts], call.Now));
    }

    /// <summary>In which keys two nodes differ, both asked now.</summary>
    public static async Task<IEnumerable<HeldDifference>> DifferencesAsync(ApiCall call, NodeId source, NodeId target) =>
        Differences(call, source, await RowsAsync(call, source), target, await RowsAsync(call, target));

    /// <summary>The rows of a node, the first <see cref="MaxRows"/> at most where it is a real one.</summary>
    public static Task<IReadOnlyList<HeldRow>> RowsAsync(ApiCall call, NodeId node) =>
        RowWalk.FirstAsync(call.Session.Rows, node, call.Session.Mode == SessionMode.Live ? MaxRows : int.MaxValue, call.Cancellation);

    private static IEnumerable<HeldDifference> Differences(
        ApiCall call, NodeId source, IReadOnlyList<HeldRow> left, NodeId target, IReadOnlyList<HeldRow> right) => NodeDifference.Between(
        (source, left.ToDictionary(row => row.Key, row => row.Versions)), (target, right.ToDictionary(row => row.Key, row => row.Versions)),
        call.Session.Ring, call.Session.Options.Quorum.N, VersionRules.For(call.Session.Options.VersionMode));

    public static VectorClock ClockOf(IReadOnlyList<HeldRow> rows) =>
        rows.Aggregate(VectorClock.Empty, (clock, row) => clock.Merge(row.Versions.Context));

    private static string Word(ClockRelation relation) => relation.ToString().ToLowerInvariant();
}
