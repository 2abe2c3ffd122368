// Knows the members, meets them, and watches who is down (Dynamo 4.8).
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Gossiping;

/// <summary>Knows the members, meets them, and watches who is down (Dynamo 4.8).</summary>
internal sealed class MembershipRole(NodeScope scope, LocalReplica local)
{
    /// <summary>A life begins.</summary>
    public void OnStarted() => _ = local.Incarnation;

    public void On(Message.OfMembership message, NodeId sender) => throw Unknown(message, local);

    public void On(NodeTimer.OfMembership timer) => throw Unknown(timer, local);

    public void On(NodeCommand.OfMembership command) => throw Unknown(command, local);

    private InvalidOperationException Unknown(object what, LocalReplica at) => new($"{scope.Self} does not know {what.GetType().Name} ({at.Incarnation}).");
}
