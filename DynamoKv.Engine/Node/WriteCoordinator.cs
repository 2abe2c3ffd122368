// The coordinator of a write: makes the new version, stores it, sends it out, counts acknowledgements.
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>
/// What a write stores: content over what the client has seen (null: over what the coordinator holds).
/// </summary>
internal readonly record struct NewVersion(WriteContent Content, VectorClock? Context, bool IsTombstone);

/// <summary>
/// Coordinates puts and deletes (Dynamo 4.5): N replicas are sent the write, W acknowledgements settle it.
/// </summary>
internal sealed class WriteCoordinator(
    NodeScope scope, LocalReplica local, HintKeeper hints, ReplicaChooser chooser, PeerProber peers, AnswerDesk answers)
{
    private const string RingMoved =
        "The key has moved to other nodes since the request came, and this cluster keeps no hints: nothing was written, send it again.";

    private readonly Dictionary<OperationId, PendingWrite> _pending = [];
    private readonly List<OperationId> _awaitingRing = [];
    private readonly LateReplicas<PendingWrite> _late = new(scope.Options.MaxPendingOperations);

    public int PendingCount => _pending.Count;

    /// <summary>Those whose clients wait.</summary>
    public int OpenCount => _pending.Count - _late.Count;

    public void Begin(CoordinatedOperation operation, NewVersion write)
    {
        var tally = TallyOf(operation);
        if (!tally.CanBeReachedWith(scope.ReachableAmong(tally.Asked)))
        {
            answers.Settle(operation, Missed(operation, scope.Unreachable(tally), mayBeSeen: false));
            return;
        }

        if (!CanKeepOwn(operation))
        {
            answers.Settle(operation, new ClientResponse.Refused(operation.Id, scope.Self, Participation.NotAsked(tally.Asked, tally.Needed), RingMoved));
            return;
        }

        var row = local.Read(operation.Key) ?? SiblingSet.Empty; // reading first: a damaged row changes the next dot's actor
        var held = hints.AddTo(row, operation.Key);
        var dot = local.NextDot();
        var versions = local.Rules.Put(held, write.Context, write.Content, write.IsTombstone, dot, scope.Now);
        if (IsTooMany(held, versions))
        {
            answers.Settle(operation, TooMany(operation, held));
        }
        else if (!StoreOwn(operation, row, versions))
        {
            // A version that its own coordinator does not hold must not go out: later contexts would seem to cover it.
            var self = new Participation(tally.Asked, [], [scope.Self], [], operation.Quorum.W);
            answers.Settle(operation, Missed(operation, self, mayBeSeen: false));
        }
        else
        {
            Replicate(new PendingWrite(operation, tally, versions, dot));
        }
    }

    public void On(Message.ReplicaPutAcknowledged message, NodeId sender) => Count(message.Operation, sender, isSuccess: true);

    public void On(Message.ReplicaPutRefused message, NodeId sender)
    {
        if (!_pending.TryGetValue(message.Operation, out var write))
        {
            return;
        }

        if (message.Reason == RefusalReason.StaleRing)
        {
            scope.RingIsNewerAt?.Invoke(sender);
            write.AwaitsRing = true;
            _awaitingRing.Add(message.Operation);
            return;
        }

        AskFallbackFor(write, sender);
        Count(message.Operation, sender, isSuccess: false);
    }

    /// <summary>Where keys live has changed: writes that a replica refused for an old membership begin again.</summary>
    public void OnPlacementChanged()
    {
        foreach (var id in _awaitingRing)
        {
            if (_pending.TryGetValue(id, out var write) && write is { AwaitsRing: true, IsSettled: false })
            {
                var operation = write.Operation;
                _pending.Remove(id);
                var again = operation with { Replicas = chooser.Choose(operation.Key, operation.IsSloppy) };
                Replicate(new PendingWrite(again, TallyOf(again), write.Versions, write.Dot));
            }
        }

        _awaitingRing.Clear();
    }

    /// <summary>Those that have not answered for long get a fallback in their place.</summary>
    public void On(NodeTimer.FallbackDue timer)
    {
        if (!_pending.TryGetValue(timer.Operation, out var write))
        {
            return;
        }

        foreach (var silent in write.Tally.Silent)
        {
            AskFallbackFor(write, silent);
        }

        scope.Outbox.Schedule(scope.Options.Handoff!.FallbackAfter, timer); // a fallback may be silent too
    }

    public void On(NodeTimer.OperationTimeout timer)
    {
        if (!_pending.Remove(timer.Operation, out var write))
        {
            return;
        }

        NoteSilence(write);
        if (write.IsSettled)
        {
            _late.Remove();
            return;
        }

        answers.Settle(write.Operation, new ClientResponse.TimedOut(
            timer.Operation, scope.Self, Participation.Of(write.Tally), write.Operation.Request.Kind, scope.Now - write.Operation.StartedAt));
    }

    private void NoteSilence(PendingWrite write)
    {
        foreach (var silent in write.Tally.Silent)
        {
            peers.Missed(silent);
        }
    }

    private static Tally TallyOf(CoordinatedOperation operation) => operation.NewTally(operation.Quorum.W, operation.Quorum.PrimariesWrite);

    // The membership may have changed since the operation was taken up.
    private bool CanKeepOwn(CoordinatedOperation operation) =>
        scope.Options.Handoff is not null || scope.Options.Coordinator == CoordinatorChoice.EntryNode
        || operation.Replicas.Primaries.Contains(scope.Self) || operation.Replicas.Next.Contains(scope.Self);

    // A coordinator that is no primary keeps its own copy as a hint, in the place of the first primary that is missing.
    private bool StoreOwn(CoordinatedOperation operation, SiblingSet row, SiblingSet versions)
    {
        var replicas = operation.Replicas;
        if (replicas.Primaries.Contains(scope.Self) || replicas.Next.Contains(scope.Self))
        {
            return local.Replace(
                operation.Id, operation.Key, row, versions, StoreReason.Coordinated, IsDurableAt(scope.Self, replicas));
        }

        if (scope.Options.Coordinator == CoordinatorChoice.EntryNode && replicas.IntendedOf(scope.Self) is null)
        {
            local.OnForgotten(versions); // it never holds what it names
            return true;
        }

        var intended = replicas.IntendedOf(scope.Self) ?? replicas.Primaries[0];
        return hints.Keep(operation.Id, intended, operation.Key, versions);
    }

    private void Replicate(PendingWrite write)
    {
        var (id, replicas) = (write.Operation.Id, write.Operation.Replicas);
        _pending.Add(id, write);
        var message = new Message.ReplicaPut(id, write.Operation.Key, write.Versions, scope.RingEpoch);
        foreach (var replica in replicas.Nodes)
        {
            if (replica != scope.Self)
            {
                var (intended, isDurable) = (replicas.IntendedOf(replica), IsDurableAt(replica, replicas));
                scope.Outbox.Send(replica, intended is null && isDurable ? message : message with { IntendedFor = intended, IsDurable = isDurable });
            }
        }

        if (write.Operation.IsSloppy)
        {
            scope.Outbox.Schedule(scope.Options.Handoff!.FallbackAfter, new NodeTimer.FallbackDue(id));
        }

        if (replicas.Nodes.Contains(scope.Self))
        {
            Count(id, scope.Self, isSuccess: true);
        }
    }

    // With buffered writes one of the N writes before it acknowledges: the last that looks up, so that the answer,
    // which
    // waits for W, need not wait for its disk (Dynamo 6.1); the coordinator itself when nobody else looks up. Hints
    // are always durable.
    private bool IsDurableAt(NodeId replica, AskedReplicas replicas)
    {
        if (scope.Options.BufferedWrites is null || replicas.IntendedOf(replica) is not null)
        {
            return true;
        }

        for (var i = replicas.Nodes.Length - 1; i >= 0; i--)
        {
            var candidate = replicas.Nodes[i];
            if (candidate != scope.Self && replicas.IntendedOf(candidate) is null && scope.IsReachable(candidate))
            {
                return candidate == replica;
            }
        }

        return replica == scope.Self;
    }

    private void AskFallbackFor(PendingWrite write, NodeId replica)
    {
        var replicas = write.Tally.Replicas;
        var intended = replicas.IntendedOf(replica) ?? replica;
        var isReplaced = replicas.NewestStandInOf(intended) is { } newest && newest != replica;
        if (!write.Operation.IsSloppy || isReplaced || chooser.NextFallback(replicas, write.Operation.Key) is not { } fallback || fallback == scope.Self)
        {
            return;
        }

        write.Tally.Ask(new StandIn(fallback, intended));
        scope.Outbox.Trace(new TraceEvent.FallbackAsked(write.Operation.Id, write.Operation.Key, fallback, intended));
        scope.Outbox.Send(fallback, new Message.ReplicaPut(
            write.Operation.Id, write.Operation.Key, write.Versions, scope.RingEpoch, intended));
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

        var wasLate = write.IsSettled;
        SettleIfDecided(write);
        if (write.Tally.IsComplete)
        {
            _pending.Remove(id);
            if (wasLate)
            {
                _late.Remove();
            }
        }
        else if (write.IsSettled && !wasLate && _late.Add(id, _pending) is { } oldest)
        {
            NoteSilence(oldest);
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
        new(operation.Id, scope.Self, Participation.NotAsked(operation.Replicas.Nodes, operation.Quorum.W),
            held.LiveCount, scope.Options.MaxSiblings, new CausalContext(held.Context, scope.Self));
}
