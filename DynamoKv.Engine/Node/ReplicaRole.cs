// The replica: merges what coordinators send and tells what it holds.
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node;

/// <summary>
/// Answers coordinators. It acknowledges in the same step; the world lets nothing out before the commit.
/// </summary>
internal sealed class ReplicaRole(NodeScope scope, LocalReplica local, HintKeeper hints, HandoffRole handoff)
{
    public void On(Message.ReplicaPut message, NodeId sender)
    {
        scope.Outbox.Send(sender, Refusal(message, sender) is { } reason
            ? new Message.ReplicaPutRefused(message.Operation, reason)
            : new Message.ReplicaPutAcknowledged(message.Operation));
    }

    public void On(Message.ReplicaGet message, NodeId sender)
    {
        if (IsStale(message.RingEpoch, sender))
        {
            scope.Outbox.Send(sender, new Message.ReplicaGetRefused(message.Operation, RefusalReason.StaleRing));
            return;
        }

        var held = local.Read(message.Key);
        scope.Outbox.Send(sender, held is null
            ? new Message.ReplicaGetRefused(message.Operation, RefusalReason.RowDamaged)
            : new Message.ReplicaGetAnswered(message.Operation, hints.AddTo(held, message.Key)));
    }

    // A coordinator that chose its replicas by an older membership could miss those who have the keys now.
    private bool IsStale(long epoch, NodeId sender)
    {
        if (epoch > scope.RingEpoch)
        {
            scope.RingIsNewerAt?.Invoke(sender);
        }

        return epoch < scope.RingEpoch;
    }

    private RefusalReason? Refusal(Message.ReplicaPut message, NodeId sender)
    {
        if (IsStale(message.RingEpoch, sender))
        {
            return RefusalReason.StaleRing;
        }

        var isStored = message.IntendedFor is { } target
            ? handoff.Take(message, target)
            : local.Merge(message.Operation, message.Key, message.Versions, StoreReason.Replicated, message.IsDurable);
        return isStored ? null : RefusalReason.DiskFull;
    }

    public void On(Message.ReadRepair message, NodeId sender)
    {
        // A full disk stays silent: a repair is best effort, and a synchronous one then misses its quorum by time.
        var isStored = message.IntendedFor is { } target
            ? hints.Keep(message.Operation, target, message.Key, message.Versions)
            : local.Merge(message.Operation, message.Key, message.Versions, StoreReason.Repaired);
        if (isStored)
        {
            scope.Outbox.Send(sender, new Message.ReadRepairAcknowledged(message.Operation));
        }
    }
}
