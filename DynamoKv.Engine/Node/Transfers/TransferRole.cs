// Moves key ranges to whom they belong after a join or leave (Dynamo 4.9).
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>Moves key ranges to whom they belong after a join or leave (Dynamo 4.9).</summary>
internal sealed class TransferRole(NodeScope scope, LocalReplica local)
{
    /// <summary>A life begins.</summary>
    public void OnStarted() => _ = local.Incarnation;

    public void On(Message.OfTransfer message, NodeId sender) => throw Unknown(message, local);

    public void On(NodeTimer.OfTransfer timer) => throw Unknown(timer, local);

    public void On(NodeCommand.OfTransfer command) => throw Unknown(command, local);

    private InvalidOperationException Unknown(object what, LocalReplica at) => new($"{scope.Self} does not know {what.GetType().Name} ({at.Incarnation}).");
}
