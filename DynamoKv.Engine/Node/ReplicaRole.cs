// The replica: merges what coordinators send and tells what it holds.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node;

/// <summary>Answers coordinators. It acknowledges in the same step; the world lets nothing out before the commit.</summary>
internal sealed class ReplicaRole(NodeScope scope, LocalReplica local)
{
    public void On(Message.ReplicaPut message, NodeId sender)
    {
        var isStored = local.Merge(message.Operation, message.Key, message.Versions, StoreReason.Replicated);
        scope.Outbox.Send(sender, isStored
            ? new Message.ReplicaPutAcknowledged(message.Operation)
            : new Message.ReplicaPutRefused(message.Operation));
    }

    public void On(Message.ReplicaGet message, NodeId sender)
    {
        var held = local.Read(message.Key);
        scope.Outbox.Send(sender, held is null
            ? new Message.ReplicaGetRefused(message.Operation)
            : new Message.ReplicaGetAnswered(message.Operation, held));
    }

    public void On(Message.ReadRepair message, NodeId sender)
    {
        // A full disk stays silent: a repair is best effort, and a synchronous one then misses its quorum by time.
        if (local.Merge(message.Operation, message.Key, message.Versions, StoreReason.Repaired))
        {
            scope.Outbox.Send(sender, new Message.ReadRepairAcknowledged(message.Operation));
        }
    }
}
