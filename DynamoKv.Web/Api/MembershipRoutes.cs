// Who is a member, and how that changes (Dynamo 4.8.1).
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Api;

/// <summary>POST of /cluster/join, leave, plan, commit and clear.</summary>
internal static class MembershipRoutes
{
    private const string Staged = " Nothing changes until POST cluster/commit. Without via the member is asked that has a plan, else the first that is up.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("POST", "/cluster/join", JoinAsync, Parameters.Asked)
            .Describe<MembershipAnswer>("Plan a join", "{\"node_id\", \"address\", \"tokens\"?, \"rack\"?}. In simulation the node's process is started." + Staged, 400, 404, 409, 415, 503, 504)
            .WithMetadata(AcceptedBody.Required(
                ("node_id", QueryKind.Text), ("address", QueryKind.Text), ("tokens", QueryKind.Number), ("rack", QueryKind.Text)));
        routes.MapApi("POST", "/cluster/leave", LeaveAsync, Parameters.Asked)
            .Describe<MembershipAnswer>("Plan a leave", "{\"node_id\"}. Its keys go to others before it is gone." + Staged, 400, 404, 409, 415, 503, 504)
            .WithMetadata(AcceptedBody.Required(("node_id", QueryKind.Text)));
        routes.MapApi("POST", "/cluster/plan", PlanAsync, Parameters.Asked)
            .Describe<PlanAnswer>("Show the plan", "Shares of the ring before and after, and what would move.", 400, 404, 409, 503, 504);
        routes.MapApi("POST", "/cluster/commit", call => DoAsync(call, number => new NodeCommand.CommitPlan(number)), Parameters.Asked)
            .Describe<MembershipAnswer>("Carry the plan out", "All of it or, when it is impossible, nothing: 409 with the reason.", 400, 404, 409, 503, 504);
        routes.MapApi("POST", "/cluster/clear", ClearAsync, Parameters.Asked)
            .Describe<MembershipAnswer>("Empty the plan", "Nothing is changed. Without via every plan is emptied, whoever keeps it.", 400, 404, 409, 503, 504);
    }

    /// <summary>Stages a join and starts the node where it does not run yet.</summary>
    public static async Task<(NodeId At, string Message)> StageJoinAsync(ApiCall call)
    {
        var order = await JoinOrder.ReadAsync(call);
        var at = Planner(call);
        var known = call.Session.Inspect(at)?.Membership.Members.FirstOrDefault(member => member.Record.Id == order.Node)?.Record;
        if (known is { Phase: not MemberPhase.Removed } && order.IsAt(call.Session, known.Address))
        {
            return (at, $"{order.Node} is a member at this address already: there is nothing to do.");
        }

        if (order.Holder(call.Session) is { } holder)
        {
            throw new ApiException(StatusCodes.Status409Conflict, $"{Shown.Of(order.Address)} is the address of {holder}: give the one at which {order.Node} runs.");
        }

        var answer = await Commands.AskAsync(
            call, at, number => new NodeCommand.StageJoin(number, order.Node, order.Address, order.Tokens, order.Rack));
        order.Start(call.Session);
        return (at, Commands.Message(answer));
    }

    /// <summary>Stages a leave.</summary>
    public static async Task<(NodeId At, string Message)> StageLeaveAsync(ApiCall call)
    {
        var node = call.Known((await AdminBody.ReadAsync(call, "node_id")).Required("node_id"));
        var at = Planner(call, but: node);
        return (at, Commands.Message(await Commands.AskAsync(call, at, number => new NodeCommand.StageLeave(number, node))));
    }

    public static MembershipAnswer Answer(ApiCall call, NodeId at, string message) => new(
        message, ClusterRoutes.Cluster(call), MembershipFacts.Plan(at, call.Session.Inspect(at)?.Membership.Plan, call.Session.KeyCount));

    private static async Task<IResult> JoinAsync(ApiCall call)
    {
        var (at, message) = await StageJoinAsync(call);
        return JsonAnswer.Of(Answer(call, at, message));
    }

    private static async Task<IResult> LeaveAsync(ApiCall call)
    {
        var (at, message) = await StageLeaveAsync(call);
        return JsonAnswer.Of(Answer(call, at, message));
    }

    private static async Task<IResult> PlanAsync(ApiCall call)
    {
        var at = Planner(call);
        var shown = await Commands.AskAsync(call, at, number => new NodeCommand.ShowPlan(number));
        return JsonAnswer.Of(new PlanAnswer(
            Commands.Message(shown), MembershipFacts.Plan(at, (shown as CommandAnswer.PlanShown)?.Plan, call.Session.KeyCount), call.Now));
    }

    private static async Task<IResult> DoAsync(ApiCall call, Func<long, NodeCommand> command)
    {
        var at = Planner(call);
        return JsonAnswer.Of(Answer(call, at, Commands.Message(await Commands.AskAsync(call, at, command))));
    }

    private static async Task<IResult> ClearAsync(ApiCall call)
    {
        List<NodeId> planners = call.Via() is null && WithPlan(call) is { Count: > 0 } all ? all : [Planner(call)];
        var said = new List<string>();
        foreach (var planner in planners)
        {
            said.Add(Commands.Message(await Commands.AskAsync(call, planner, number => new NodeCommand.ClearPlan(number))));
        }

        return JsonAnswer.Of(Answer(call, planners[0], string.Join(' ', said)));
    }

    /// <summary>
    /// The node that is asked: via; else the one that has a plan, whomever it concerns, so that one plan does not become two;
    /// else the one that serves; else the first member that is up.
    /// </summary>
    /// <exception cref="ApiException">When several have plans: which is meant nobody can guess.</exception>
    private static NodeId Planner(ApiCall call, NodeId? but = null)
    {
        if (call.Via() is { } named)
        {
            return named;
        }

        var planners = WithPlan(call);
        if (planners.Count > 1)
        {
            throw new ApiException(
                StatusCodes.Status409Conflict,
                $"There are plans at {string.Join(" and ", planners)}: say which with ?via={planners[0]}, or empty them all with POST cluster/clear.");
        }

        var others = MembersUp(call).Select(member => member.Self).Where(member => member != but).ToList();
        return planners.Count == 1 ? planners[0]
            : call.Session.Self is { } self && others.Contains(self) ? self
            : others.Count > 0 ? others[0]
            : call.Viewer();
    }

    private static List<NodeId> WithPlan(ApiCall call) => [.. MembersUp(call).Where(member => member.Membership.Plan is not null).Select(member => member.Self)];

    private static IEnumerable<NodeSnapshot> MembersUp(ApiCall call) => MembershipFacts.Accounts(call.Session)
        .Where(account => account.IsMember && call.Head.Nodes[account.Self].Condition == NodeCondition.Up);
}
