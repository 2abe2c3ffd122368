// The coordinator of a write: makes the new version, stores it, sends it out, counts acknowledgements.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>What a write stores: content over what the client has seen (null: over what the coordinator holds).</summary>
internal readonly record struct NewVersion(WriteContent Content, VectorClock? Context, bool IsTombstone);

/// <summary>Coordinates puts and deletes (Dynamo 4.5): N replicas are sent the write, W acknowledgements settle it.</summary>
internal sealed class WriteCoordinator(NodeScope scope, LocalReplica local, PeerProber peers, AnswerDesk answers)
{
    private readonly Dictionary<OperationId, PendingWrite> _pending = [];

    public int PendingCount => _pending.Count;

    public void Begin(CoordinatedOperation operation, NewVersion write)
    {
        if (scope.CountReachable(operation.Replicas) < operation.Quorum.W)
        {
            answers.Settle(operation, Missed(operation, answers.Unreachable(operation.Replicas, operation.Quorum.W), mayBeSeen: false));
            return;
        }

        var held = local.Read(operation.Key) ?? SiblingSet.Empty; // reading first: a damaged row changes the next dot's actor
        var dot = local.NextDot();
        var versions = local.Rules.Put(held, write.Context, write.Content, write.IsTombstone, dot, scope.Now);
        if (IsTooMany(held, versions))
        {
            answers.Settle(operation, TooMany(operation, held));
        }
        else if (!local.Write(operation.Id, operation.Key, versions, StoreReason.Coordinated))
        {
            // A version that its own coordinator does not hold must not go out: later contexts would seem to cover it.
            var self = new Participation(operation.Replicas, [], [scope.Self], [], operation.Quorum.W);
            answers.Settle(operation, Missed(operation, self, mayBeSeen: false));
        }
        else
        {
            Replicate(new PendingWrite(operation, versions, dot));
        }
    }

    public void On(Message.ReplicaPutAcknowledged message, NodeId sender) => Count(message.Operation, sender, isSuccess: true);

    public void On(Message.ReplicaPutRefused message, NodeId sender) => Count(message.Operation, sender, isSuccess: false);

    public void On(NodeTimer.OperationTimeout timer)
    {
        if (!_pending.Remove(timer.Operation, out var write))
        {
            return;
        }

        foreach (var silent in write.Tally.Silent)
        {
            peers.Missed(silent);
        }

        if (!write.IsSettled)
        {
            answers.Settle(write.Operation, new ClientResponse.TimedOut(
                timer.Operation, scope.Self, Participation.Of(write.Tally), write.Operation.Request.Kind, scope.Now - write.Operation.StartedAt));
        }
    }

    private void Replicate(PendingWrite write)
    {
        _pending.Add(write.Operation.Id, write);
        var message = new Message.ReplicaPut(write.Operation.Id, write.Operation.Key, write.Versions);
        foreach (var replica in write.Operation.Replicas)
        {
            if (replica != scope.Self)
            {
                scope.Outbox.Send(replica, message);
            }
        }

        Count(write.Operation.Id, scope.Self, isSuccess: true);
    }

    private void Count(OperationId id, NodeId replica, bool isSuccess)
    {
        if (!_pending.TryGetValue(id, out var write) || !(isSuccess ? write.Tally.Succeed(replica) : write.Tally.Fail(replica)))
        {
            return; // late, or counted already
        }

        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.AnswerCounted(id, replica, isSuccess, write.Tally.SucceededCount, write.Tally.Needed));
        }

        SettleIfDecided(write);
        if (write.Tally.IsComplete)
        {
            _pending.Remove(id);
        }
    }

    private void SettleIfDecided(PendingWrite write)
    {
        if (write.IsSettled || write.Tally.State == TallyState.Pending)
        {
            return;
        }

        write.IsSettled = true;
        var replicas = Participation.Of(write.Tally);
        answers.Settle(write.Operation, write.Tally.State == TallyState.Reached
            ? Success(write, replicas)
            : Missed(write.Operation, replicas, mayBeSeen: true));
    }

    private ClientResponse Success(PendingWrite write, Participation replicas)
    {
        var id = write.Operation.Id;
        return write.Operation.Request is ClientRequest.Delete
            ? new ClientResponse.Deleted(id, scope.Self, replicas, write.Versions, write.Dot)
            : new ClientResponse.Written(id, scope.Self, replicas, write.Versions, write.Dot);
    }

    private ClientResponse.QuorumMissed Missed(CoordinatedOperation operation, Participation replicas, bool mayBeSeen) =>
        new(operation.Id, scope.Self, replicas, operation.Request.Kind, mayBeSeen);

    private bool IsTooMany(SiblingSet held, SiblingSet next) =>
        next.LiveCount > scope.Options.MaxSiblings && next.LiveCount > held.LiveCount;

    private ClientResponse.TooManySiblings TooMany(CoordinatedOperation operation, SiblingSet held) =>
        new(operation.Id, scope.Self, Participation.NotAsked(operation.Replicas, operation.Quorum.W),
            held.LiveCount, scope.Options.MaxSiblings, new CausalContext(held.Context, scope.Self));

    private sealed class PendingWrite(CoordinatedOperation operation, SiblingSet versions, Dot dot)
    {
        public CoordinatedOperation Operation { get; } = operation;

        public SiblingSet Versions { get; } = versions;

        public Dot Dot { get; } = dot;

        public Tally Tally { get; } = operation.NewTally(operation.Quorum.W, operation.Quorum.PrimariesWrite);

        public bool IsSettled { get; set; }
    }
}
