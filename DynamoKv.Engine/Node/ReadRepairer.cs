// Read repair: brings replicas that answered with less up to what the read merged.
using System.Collections.Immutable;
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Engine.Node;

/// <summary>Read repair (Dynamo 5).</summary>
internal sealed class ReadRepairer(NodeScope scope, LocalReplica local, HintKeeper hints)
{
    /// <summary>Sends the merged versions to these replicas; this node's own copy is merged in place.</summary>
    public void SendTo(ImmutableArray<NodeId> replicas, PendingRead read)
    {
        foreach (var replica in replicas)
        {
            Repair(replica, read);
        }
    }

    /// <summary>
    /// Starts to write the merged versions back to W replicas. Those that answered with them count at once; those that
    /// answered with less, or not at all, are sent them.
    /// </summary>
    public Tally BeginSync(PendingRead read)
    {
        var repair = read.Operation.NewTally(read.Operation.Quorum.W, primariesNeeded: 0);
        foreach (var replica in read.Operation.Replicas.Nodes)
        {
            if (read.IsUpToDate(replica) || Repair(replica, read))
            {
                repair.Succeed(replica);
            }
        }

        return repair;
    }

    /// <summary>True when it is done already, which only this node's own copy can be.</summary>
    private bool Repair(NodeId replica, PendingRead read)
    {
        var (id, key) = (read.Operation.Id, read.Operation.Key);
        scope.Counters.ReadRepairs++;
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.RepairSent(id, key, replica));
        }

        var intended = read.Operation.Replicas.IntendedOf(replica);
        if (replica == scope.Self)
        {
            return intended is { } target
                ? hints.Keep(id, target, key, read.Merged)
                : local.Merge(id, key, read.Merged, StoreReason.Repaired);
        }

        scope.Outbox.Send(replica, new Message.ReadRepair(id, key, read.Merged, intended));
        return false;
    }
}
