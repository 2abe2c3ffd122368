// What gossip has told one node (Dynamo 4.8).
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Api;

/// <summary>GET of /gossip/members, status and rumors; POST of /gossip/join and leave.</summary>
internal static class GossipRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/gossip/members", Members, Parameters.ViewedBy)
            .Describe<GossipMembersAnswer>("Members as a node sees them", "Failure detection is local: two nodes may differ.", 400, 404, 503);
        routes.MapApi("GET", "/gossip/status", Status, Parameters.ViewedBy)
            .Describe<GossipStatusAnswer>("Gossip of a node", "What it thinks of the others, counted, and how gossip is set.", 400, 404, 503);
        routes.MapApi("GET", "/gossip/rumors", call => JsonAnswer.Of(GossipRumors.Of(call)))
            .Describe<RumorsAnswer>("Membership changes still spreading", "Changes that not every node that is up knows yet.", 400, 404);
        routes.MapApi("POST", "/gossip/join", JoinAsync, Parameters.Asked)
            .Describe<MembershipAnswer>("Join at once", "As cluster/join and cluster/commit; gossip spreads it.", 400, 404, 409, 415, 503, 504)
            .WithMetadata(AcceptedBody.Required(
                ("node_id", QueryKind.Text), ("address", QueryKind.Text), ("tokens", QueryKind.Number), ("rack", QueryKind.Text)));
        routes.MapApi("POST", "/gossip/leave", LeaveAsync, Parameters.Asked)
            .Describe<MembershipAnswer>("Leave at once", "As cluster/leave and cluster/commit; gossip spreads it.", 400, 404, 409, 415, 503, 504)
            .WithMetadata(AcceptedBody.Required(("node_id", QueryKind.Text)));
    }

    /// <summary>What the viewer says of itself; a node that is down says nothing.</summary>
    private static NodeSnapshot Account(ApiCall call)
    {
        var viewer = call.Viewer();
        return call.Session.Inspect(viewer)
            ?? throw new ApiException(StatusCodes.Status503ServiceUnavailable, $"{viewer} is down: ask another node with ?via=.");
    }

    private static JsonAnswer Members(ApiCall call)
    {
        var account = Account(call);
        var members = account.Membership.Members.Where(member => member.Record.Phase != MemberPhase.Removed).ToList();
        return JsonAnswer.Of(new GossipMembersAnswer(
            new SortedDictionary<string, PeerInfo>(members.ToDictionary(member => member.Record.Id.Value, member => MembershipFacts.Peer(call.Session, member)), StringComparer.Ordinal),
            members.Count, members.Count(member => member.Status == PeerStatus.Up), account.Self.Value, call.Now));
    }

    private static JsonAnswer Status(ApiCall call)
    {
        var account = Account(call);
        var members = account.Membership.Members.Where(member => member.Record.Phase != MemberPhase.Removed).ToList();
        var counts = new GossipCounts(
            account.Self.Value, members.Count, Count(members, PeerStatus.Up), Count(members, PeerStatus.Suspect), Count(members, PeerStatus.Down),
            GossipRumors.Of(call).TotalRumors);
        var options = call.Session.Options;
        return JsonAnswer.Of(new GossipStatusAnswer(
            counts,
            new GossipConfig(
                options.Gossip?.Every.TotalSeconds, options.SuspicionPeriod.TotalSeconds, options.Gossip?.DownAfter?.TotalSeconds,
                options.Gossip is { DownAfter: null } gossip ? gossip.PhiThreshold : null),
            call.Now));
    }

    private static int Count(List<MemberView> members, PeerStatus status) => members.Count(member => member.Status == status);

    private static async Task<IResult> JoinAsync(ApiCall call) => await CommitAsync(call, await MembershipRoutes.StageJoinAsync(call));

    private static async Task<IResult> LeaveAsync(ApiCall call) => await CommitAsync(call, await MembershipRoutes.StageLeaveAsync(call));

    private static async Task<IResult> CommitAsync(ApiCall call, (Engine.Primitives.NodeId At, string Message) staged)
    {
        if (call.Session.Inspect(staged.At)?.Membership.Plan is null)
        {
            return JsonAnswer.Of(MembershipRoutes.Answer(call, staged.At, staged.Message));
        }

        var done = await Commands.AskAsync(call, staged.At, number => new NodeCommand.CommitPlan(number));
        return JsonAnswer.Of(MembershipRoutes.Answer(call, staged.At, Commands.Message(done)));
    }
}
