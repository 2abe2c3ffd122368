// Hands over what a node keeps for others.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Handoff;

/// <summary>
/// Hinted handoff (Dynamo 4.6): a hint is delivered when its target is heard again, and on a timer; it is forgotten
/// only
/// when the target has acknowledged that very content.
/// </summary>
internal sealed class HandoffRole(NodeScope scope, LocalReplica local, HintKeeper hints)
{
    private readonly SortedDictionary<NodeId, HandoffWindow> _underWay = [];
    private bool _isTimed;

    /// <summary>A life begins: what was kept in an earlier one is tried again.</summary>
    public void OnStarted() => KeepTrying();

    /// <summary>A replica that a coordinator sends to this node in the place of another.</summary>
    public bool Take(Message.ReplicaPut put, NodeId target) => hints.Keep(put.Operation, target, put.Key, put.Versions);

    /// <summary>Sees to it that hints are tried again as long as there are any.</summary>
    public void KeepTrying()
    {
        if (!_isTimed && scope.Options.Handoff is { } options && local.Store.HintTargets.Count > 0)
        {
            _isTimed = true;
            scope.Outbox.Schedule(options.DeliverEvery, new NodeTimer.HandoffDue());
        }
    }

    /// <summary>A peer that looked down was heard again.</summary>
    public void OnReturned(NodeId peer)
    {
        _underWay.Remove(peer); // what was under way to it is lost
        Deliver(peer);
    }

    public void On(Message.OfHandoff message, NodeId sender)
    {
        switch (message)
        {
            case Message.HintDelivery delivery: Receive(delivery, sender); break;
            case Message.HintAcknowledged acknowledged: OnAcknowledged(acknowledged, sender); break;
            case Message.HintRefused: _underWay.Remove(sender); break;
            default: throw new InvalidOperationException($"{scope.Self} does not know the message {message.GetType().Name}.");
        }
    }

    public void On(NodeTimer.OfHandoff timer)
    {
        if (timer is NodeTimer.HintsMayFlow again)
        {
            _underWay.GetValueOrDefault(again.Target)?.IsPaced = false;
            Deliver(again.Target);
            return;
        }

        if (timer is not NodeTimer.HandoffDue)
        {
            throw new InvalidOperationException($"{scope.Self} does not know the timer {timer.GetType().Name}.");
        }

        _isTimed = false;
        foreach (var kept in local.Store.HintTargets)
        {
            hints.DropExpired(kept.Target);
            _underWay.Remove(kept.Target); // a whole period without an acknowledgement: send again
            Deliver(kept.Target);
        }

        KeepTrying();
    }

    public void On(NodeCommand.OfHandoff command)
    {
        if (command is not NodeCommand.DeliverHints deliver)
        {
            throw new InvalidOperationException($"{scope.Self} does not know the command {command.GetType().Name}.");
        }

        var tried = 0L;
        foreach (var kept in local.Store.HintTargets)
        {
            if (deliver.Target is null || deliver.Target == kept.Target)
            {
                tried += kept.Count;
                _underWay.Remove(kept.Target);
                Deliver(kept.Target, evenIfDown: true);
            }
        }

        scope.Outbox.Answer(new CommandAnswer.Done(command.Number, tried == 0
            ? $"{scope.Self} keeps no hint{(deliver.Target is { } target ? $" for {target}" : "")}: there is nothing to deliver."
            : $"{scope.Self} tries to hand over {tried} hint(s)."));
    }

    /// <summary>What is kept, for whom.</summary>
    public HandoffSnapshot Snapshot() => new(
        [.. local.Store.HintTargets.Select(kept => new HintTargetView(
            kept.Target, kept.Count, kept.Bytes, kept.Oldest, scope.IsReachable(kept.Target), _underWay.GetValueOrDefault(kept.Target)?.Count ?? 0))],
        hints.Overflowed,
        hints.Expired);

    private void Deliver(NodeId target, bool evenIfDown = false)
    {
        if (scope.Options.Handoff is not { } options || !(evenIfDown || scope.IsReachable(target)))
        {
            return;
        }

        if (scope.Placement?.HasMember(target) != true)
        {
            GiveToOwners(target);
            return;
        }

        if (!_underWay.TryGetValue(target, out var window))
        {
            _underWay.Add(target, window = new HandoffWindow());
        }

        foreach (var hint in local.Store.HintsFor(target, options.Window))
        {
            if (window.Count >= options.Window || window.Contains(hint))
            {
                continue;
            }

            if (!scope.MayWork())
            {
                TryAgainSoon(target, window);
                return;
            }

            window.Add(hint);
            scope.Outbox.Send(target, new Message.HintDelivery(hint.Key, hint.Versions));
        }
    }

    // Nothing was admitted: without a reminder the rest would wait for a whole period.
    private void TryAgainSoon(NodeId target, HandoffWindow window)
    {
        if (!window.IsPaced && scope.Options.Admission is { } admission)
        {
            window.IsPaced = true;
            scope.Outbox.Schedule(admission.RetryAfter, new NodeTimer.HintsMayFlow(target));
        }
    }

    // Whom the hints were meant for has left for good: they belong to the key's replicas of now.
    private void GiveToOwners(NodeId target)
    {
        foreach (var hint in local.Store.HintsFor(target, scope.Options.Handoff!.Window))
        {
            var group = scope.GroupOf(hint.Key);
            foreach (var owner in group.Primaries)
            {
                var isKept = owner == scope.Self
                    ? local.Merge(null, hint.Key, hint.Versions, StoreReason.HandedOff)
                    : hints.Keep(null, owner, hint.Key, hint.Versions);
                if (!isKept)
                {
                    return;
                }
            }

            hints.Forget(hint);
            scope.Outbox.Trace(new TraceEvent.HintRedirected(target, hint.Key, group.Primaries));
        }
    }

    private void Receive(Message.HintDelivery delivery, NodeId sender)
    {
        var isStored = local.Merge(null, delivery.Key, delivery.Versions, StoreReason.HandedOff);
        scope.Outbox.Send(sender, isStored
            ? new Message.HintAcknowledged(delivery.Key, delivery.Versions.Digest)
            : new Message.HintRefused(delivery.Key));
    }

    private void OnAcknowledged(Message.HintAcknowledged message, NodeId target)
    {
        _underWay.GetValueOrDefault(target)?.Remove(message.Key);
        if (local.Store.ReadHint(target, message.Key) is { } hint && hint.Versions.Digest == message.Digest)
        {
            hints.Forget(hint); // a hint that grew since it was sent stays, and is sent again
            scope.Counters.HintsDelivered++;
            scope.Outbox.Trace(new TraceEvent.HintDelivered(target, message.Key));
        }

        Deliver(target);
    }
}
