// What nodes keep for others (Dynamo 4.6).
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>GET of /hints and POST of /hints/deliver.</summary>
internal static class HintRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/hints", HintsAsync, Parameters.Holder)
            .Describe<HintsAnswer>("What nodes keep for others", "Hints by holder and intended node (Dynamo 4.6); without via of all nodes.", 400, 404);
        routes.MapApi("POST", "/hints/deliver", DeliverAsync).Describe<DeliverAnswer>(
            "Deliver hints now",
            "{\"node_id\"?: the holder, \"target_node_id\"?: for whom}; without them all that are up, for all. A hint is forgotten only after its acknowledgement.",
            400, 404, 409, 415, 503, 504).WithMetadata(AcceptedBody.Optional(("node_id", QueryKind.Text), ("target_node_id", QueryKind.Text)));
    }

    private static async Task<IResult> HintsAsync(ApiCall call)
    {
        var tick = call.Session.Current;
        var only = call.Via();
        var rows = call.Session.Rows;
        var answer = new List<KeptHints>();
        long overflowed = 0, expired = 0;
        foreach (var node in tick.Head.Nodes.Values.Where(node => only is null || node.Id == only))
        {
            var said = call.Session.Inspect(node.Id)?.Handoff;
            overflowed += said?.Overflowed ?? 0;
            expired += said?.Expired ?? 0;
            var all = await rows.HintsAsync(node.Id, call.Cancellation) ?? [];
            answer.AddRange(all.Select(kept => Shape(node.Id, kept, tick.Playback.Now, Find(said, kept.Target))));
        }

        return JsonAnswer.Of(new HintsAnswer(answer, answer.Sum(kept => kept.Count), overflowed, expired, call.Now));
    }

    private static HintTargetView? Find(HandoffSnapshot? said, NodeId target) => said?.Targets.FirstOrDefault(kept => kept.Target == target);

    private static KeptHints Shape(NodeId holder, HintsKept kept, Instant now, HintTargetView? said) => new(
        holder.Value, kept.Target.Value, kept.Count, [.. kept.Keys.Select(key => key.Text)], kept.Count > kept.Keys.Length,
        Shapes.Seconds(kept.Oldest), (now - kept.Oldest).TotalSeconds, said?.Bytes, said?.IsReachable, said?.UnderWay);

    private static async Task<IResult> DeliverAsync(ApiCall call)
    {
        var body = await AdminBody.ReadAsync(call, "node_id", "target_node_id");
        var target = body.Node(call, "target_node_id");
        NodeId[] holders = body.Node(call, "node_id") is { } one ? [one] : [.. Holders(call)];
        var answers = await Commands.AskAsync(call, holders, number => new NodeCommand.DeliverHints(number, target));
        return JsonAnswer.Of(new DeliverAnswer(
            answers.Count == 0 ? "No node that is up keeps a hint: there is nothing to deliver." : "Asked the holders to deliver what they keep.",
            answers, call.Now));
    }

    private static IEnumerable<NodeId> Holders(ApiCall call) =>
        call.Head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up && node.HintCount > 0).Select(node => node.Id);
}
