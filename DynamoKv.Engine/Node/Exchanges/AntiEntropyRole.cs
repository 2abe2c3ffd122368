// Compares this node with its peers and mends what differs (Dynamo 4.7).
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>Compares this node with its peers and mends what differs (Dynamo 4.7).</summary>
internal sealed class AntiEntropyRole(NodeScope scope, LocalReplica local)
{
    /// <summary>A life begins.</summary>
    public void OnStarted() => _ = local.Incarnation;

    public void On(Message.OfAntiEntropy message, NodeId sender) => throw Unknown(message, local);

    public void On(NodeTimer.OfAntiEntropy timer) => throw Unknown(timer, local);

    public void On(NodeCommand.OfAntiEntropy command) => throw Unknown(command, local);

    private InvalidOperationException Unknown(object what, LocalReplica at) => new($"{scope.Self} does not know {what.GetType().Name} ({at.Incarnation}).");
}
