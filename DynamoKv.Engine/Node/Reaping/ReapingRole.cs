// Removes tombstones for good once nobody can need them.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Reaping;

/// <summary>Removes tombstones for good once nobody can need them.</summary>
internal sealed class ReapingRole(NodeScope scope, LocalReplica local)
{
    /// <summary>A life begins.</summary>
    public void OnStarted() => _ = local.Incarnation;

    public void On(Message.OfReaping message, NodeId sender) => throw Unknown(message, local);

    public void On(NodeTimer.OfReaping timer) => throw Unknown(timer, local);

    public void On(NodeCommand.OfReaping command) => throw Unknown(command, local);

    private InvalidOperationException Unknown(object what, LocalReplica at) => new($"{scope.Self} does not know {what.GetType().Name} ({at.Incarnation}).");
}
