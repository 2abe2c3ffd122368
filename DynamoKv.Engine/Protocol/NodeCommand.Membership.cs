// What an administrator asks of a node about membership and failure detection (Dynamo 4.8).
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about membership and failure detection (Dynamo 4.8). Plans live at the node that is asked.</summary>
    public abstract record OfMembership(long Number) : NodeCommand(Number);

    /// <summary>Adds a join to the plan.</summary>
    /// <param name="Node">Who joins.</param>
    /// <param name="Address">Where it is reached; empty in a simulation.</param>
    /// <param name="Tokens">Its weight.</param>
    /// <param name="Rack">What fails together with it; null: unknown.</param>
    public sealed record StageJoin(long Number, NodeId Node, string Address, int Tokens, string? Rack) : OfMembership(Number);

    /// <summary>Adds a leave to the plan.</summary>
    public sealed record StageLeave(long Number, NodeId Node) : OfMembership(Number);

    /// <summary>Shows the plan and what it would do.</summary>
    public sealed record ShowPlan(long Number) : OfMembership(Number);

    /// <summary>Carries the plan out.</summary>
    public sealed record CommitPlan(long Number) : OfMembership(Number);

    /// <summary>Empties the plan.</summary>
    public sealed record ClearPlan(long Number) : OfMembership(Number);
}

public abstract partial record CommandAnswer
{
    /// <summary>The plan as it stands now; null: it is empty.</summary>
    public sealed record PlanShown(long Number, string Message, MembershipPlan? Plan) : CommandAnswer(Number);
}
