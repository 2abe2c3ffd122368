// The coordinator of a read: asks the replicas, merges their answers.
using System.Collections.Immutable;
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>A read that reached its quorum.</summary>
internal readonly record struct ReadOutcome(
    CoordinatedOperation Operation, Participation Replicas, SiblingSet Merged, CausalContext Context, ImmutableArray<NodeId> Repaired);

/// <summary>Coordinates reads (Dynamo 4.5): N replicas are asked, R answers settle it.</summary>
/// <param name="onReached">What follows a read that reached its quorum: the client's answer, or the write it
/// prepares.</param>
internal sealed class ReadCoordinator(
    NodeScope scope, LocalReplica local, HintKeeper hints, ReplicaChooser chooser, PeerProber peers, AnswerDesk answers,
    Action<ReadOutcome> onReached)
{
    private readonly Dictionary<OperationId, PendingRead> _pending = [];
    private readonly List<OperationId> _awaitingRing = [];
    private readonly LateReplicas<PendingRead> _late = new(scope.Options.MaxPendingOperations);
    private readonly ReadRepairer _repairer = new(scope, local, hints);

    public int PendingCount => _pending.Count;

    /// <summary>Those whose clients wait.</summary>
    public int OpenCount => _pending.Count - _late.Count;

    public void Begin(CoordinatedOperation operation)
    {
        var read = new PendingRead(operation);
        if (!read.Tally.CanBeReachedWith(scope.ReachableAmong(operation.Replicas.Nodes)))
        {
            answers.Settle(operation, Missed(operation, scope.Unreachable(read.Tally)));
            return;
        }

        _pending.Add(operation.Id, read);
        var message = new Message.ReplicaGet(operation.Id, operation.Key, scope.RingEpoch);
        foreach (var replica in operation.Replicas.Nodes)
        {
            if (replica != scope.Self)
            {
                scope.Outbox.Send(replica, message);
            }
        }

        if (operation.Replicas.Nodes.Contains(scope.Self))
        {
            Take(operation.Id, scope.Self, local.Read(operation.Key) is { } row ? hints.AddTo(row, operation.Key) : null);
        }
    }

    public void On(Message.ReplicaGetAnswered message, NodeId sender) => Take(message.Operation, sender, message.Versions);

    public void On(Message.ReplicaGetRefused message, NodeId sender)
    {
        if (message.Reason != RefusalReason.StaleRing)
        {
            Take(message.Operation, sender, versions: null);
        }
        else if (_pending.TryGetValue(message.Operation, out var read) && !read.IsSettled)
        {
            scope.RingIsNewerAt?.Invoke(sender);
            read.AwaitsRing = true;
            _awaitingRing.Add(message.Operation);
        }
    }

    /// <summary>Where keys live has changed: reads that a replica refused for an old membership begin again.</summary>
    public void OnPlacementChanged()
    {
        OperationId[] waiting = [.. _awaitingRing];
        _awaitingRing.Clear();
        foreach (var id in waiting)
        {
            if (_pending.TryGetValue(id, out var read) && read is { AwaitsRing: true, IsSettled: false, Repair: null })
            {
                _pending.Remove(id);
                Begin(read.Operation with { Replicas = chooser.Choose(read.Operation.Key, read.Operation.IsSloppy) });
            }
        }
    }

    public void On(Message.ReadRepairAcknowledged message, NodeId sender)
    {
        if (_pending.TryGetValue(message.Operation, out var read) && read.Repair is { } repair && repair.Succeed(sender))
        {
            ContinueWhenRepaired(read, repair);
        }
    }

    public void On(NodeTimer.StragglersDue timer)
    {
        if (_pending.Remove(timer.Operation, out var read))
        {
            _late.Remove();
            RepairAfterAnswer(read);
        }
    }

    public void On(NodeTimer.OperationTimeout timer)
    {
        if (!_pending.TryGetValue(timer.Operation, out var read) || read.IsSettled)
        {
            return; // over, or only waiting for stragglers
        }

        _pending.Remove(timer.Operation);
        foreach (var silent in read.Tally.Silent)
        {
            peers.Missed(silent);
        }

        answers.Settle(read.Operation, new ClientResponse.TimedOut(
            timer.Operation, scope.Self, Participation.Of(read.Repair ?? read.Tally), read.Operation.Request.Kind,
            scope.Now - read.Operation.StartedAt));
    }

    private void Take(OperationId id, NodeId replica, SiblingSet? versions)
    {
        if (!_pending.TryGetValue(id, out var read) || read.TryPutOff(replica, versions) || !read.Take(replica, versions, local.Rules))
        {
            return; // late, or counted already
        }

        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.AnswerCounted(id, replica, versions is not null, read.Tally.SucceededCount, read.Tally.Needed));
        }

        SettleIfDecided(read);
        RepairIfAllHaveAnswered(read);
    }

    private void RepairIfAllHaveAnswered(PendingRead read)
    {
        if (read.IsSettled && read.Tally.IsComplete && _pending.Remove(read.Operation.Id))
        {
            if (read.IsLate)
            {
                _late.Remove();
            }

            RepairAfterAnswer(read);
        }
    }

    private void SettleIfDecided(PendingRead read)
    {
        if (read.IsSettled || read.Repair is not null || read.Tally.State == TallyState.Pending)
        {
            return;
        }

        if (read.IsNotFound(scope.Now))
        {
            Continue(read, repaired: []);
            AwaitStragglers(read);
        }
        else if (read.Tally.State == TallyState.Missed)
        {
            read.IsSettled = true;
            answers.Settle(read.Operation, Missed(read.Operation, Participation.Of(read.Tally)));
            AwaitStragglers(read); // a damaged row would stand in the way of every read if none could mend it
        }
        else if (IsRepairedBy(ReadRepairMode.Sync, read))
        {
            read.Repair = _repairer.BeginSync(read);
            ContinueWhenRepaired(read, read.Repair);
        }
        else
        {
            Continue(read, repaired: []);
            AwaitStragglers(read);
        }
    }

    private void ContinueWhenRepaired(PendingRead read, Tally repair)
    {
        if (repair.State == TallyState.Reached && !read.IsSettled)
        {
            Continue(read, read.Behind());
            AwaitStragglers(read);
            foreach (var (replica, versions) in read.PutOff)
            {
                Take(read.Operation.Id, replica, versions);
            }

            RepairIfAllHaveAnswered(read);
        }
    }

    private void Continue(PendingRead read, ImmutableArray<NodeId> repaired)
    {
        read.IsSettled = true;
        var context = new CausalContext(read.Merged.Context, read.Fastest);
        onReached(new ReadOutcome(read.Operation, Participation.Of(read.Tally), read.Merged.AsOf(scope.Now), context, repaired));
    }

    private void AwaitStragglers(PendingRead read)
    {
        if (!IsRepairedAfterAnswer(read))
        {
            _pending.Remove(read.Operation.Id);
        }
        else if (!read.Tally.IsComplete)
        {
            scope.Outbox.Schedule(scope.Options.StragglerWait, new NodeTimer.StragglersDue(read.Operation.Id));
            read.IsLate = true;
            if (_late.Add(read.Operation.Id, _pending) is { } oldest)
            {
                RepairAfterAnswer(oldest);
            }
        }
    }

    private void RepairAfterAnswer(PendingRead read)
    {
        // Without a quorum only what all replicas know together may stand in for what a damaged one has lost.
        if (IsRepairedAfterAnswer(read) && !IsTooOld(read) && (read.Tally.State == TallyState.Reached || read.Tally.IsComplete))
        {
            _repairer.SendTo(read.Behind(), read);
        }
    }

    private bool IsRepairedAfterAnswer(PendingRead read) => read.Tally.State == TallyState.Missed
        ? scope.Options.ReadRepair != ReadRepairMode.Off && read.Operation.Request.Kind == OperationKind.Get
        : IsRepairedBy(ReadRepairMode.Async, read) || IsRepairedBy(ReadRepairMode.Sync, read);

    // A node that stood still may still hold a read from long ago. What it merged then may have been deleted for good
    // since, and a repair would bring it back (docs/adr/0014).
    private bool IsTooOld(PendingRead read) =>
        scope.Now - read.Operation.StartedAt > scope.Options.TimeoutFor(read.Operation.Request.Options) + scope.Options.StragglerWait;

    /// <summary>A read that only prepares a write repairs nothing: the write follows at once.</summary>
    private bool IsRepairedBy(ReadRepairMode mode, PendingRead read) =>
        scope.Options.ReadRepair == mode && read.Operation.Request.Kind == OperationKind.Get;

    private ClientResponse.QuorumMissed Missed(CoordinatedOperation operation, Participation replicas) =>
        new(operation.Id, scope.Self, replicas, operation.Request.Kind, MayBeSeen: false);
}
