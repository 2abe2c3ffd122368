// Removes tombstones for good once nobody can need them.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node.Reaping;

/// <summary>
/// Removes tombstones for good (docs/adr/0014): when they are past their grace period and, in one round, every member has
/// confirmed that it holds exactly this set, or, if it is no replica of the key, nothing of the key, in rows and hints alike.
/// </summary>
internal sealed class ReapingRole(NodeScope scope, LocalReplica local)
{
    private Key? _cursor;
    private ReapRound? _round;
    private long _lastRound;

    /// <summary>A life begins.</summary>
    public void OnStarted()
    {
        if (scope.Options.Reaping is { } options)
        {
            scope.Outbox.Schedule(options.Every, new NodeTimer.ReapingDue());
        }
    }

    public void On(Message.OfReaping message, NodeId sender)
    {
        switch (message)
        {
            case Message.ReapProposed proposed: Answer(proposed, sender); break;
            case Message.ReapAnswered answered: Take(answered, sender); break;
            case Message.ReapAgreed agreed: Remove(agreed.Keys); break;
            default: throw new InvalidOperationException($"{scope.Self} does not know the message {message.GetType().Name}.");
        }
    }

    public void On(NodeTimer.OfReaping timer)
    {
        EndSilent();
        if (scope.MayWork())
        {
            Propose();
        }

        scope.Outbox.Schedule(scope.Options.Reaping!.Every, timer);
    }

    public void On(NodeCommand.OfReaping command)
    {
        if (scope.Options.Reaping is null)
        {
            scope.Outbox.Answer(new CommandAnswer.Refused(command.Number, "This cluster keeps tombstones for ever: switch reaping on."));
            return;
        }

        EndSilent();
        var found = Propose();
        scope.Outbox.Answer(new CommandAnswer.Done(
            command.Number, found == 0 ? $"{scope.Self} finds no tombstone past its grace period." : $"{scope.Self} asks everybody about {found} key(s)."));
    }

    // The next page of rows; the cursor goes round and round.
    private int Propose()
    {
        if (scope.Placement is not { } placement)
        {
            return 0;
        }

        var options = scope.Options.Reaping!;
        var page = local.Scan(_cursor, options.BatchKeys);
        _cursor = page.Count == options.BatchKeys ? page[^1].Key : null;
        var due = page.Where(row => IsDue(row.Value) && IsProposer(row.Key)).Select(row => new ReapedKey(row.Key, row.Value.Digest)).ToImmutableArray();
        if (due.IsEmpty)
        {
            return 0;
        }

        var others = placement.Current.Members.Concat(placement.Next?.Members ?? []).Select(member => member.Id).Where(node => node != scope.Self);
        _round = new ReapRound(++_lastRound, due, others);
        scope.Outbox.Trace(new TraceEvent.ReapingProposed(_lastRound, due.Length, _round.Silent.Length));
        foreach (var member in _round.Silent)
        {
            scope.Outbox.Send(member, new Message.ReapProposed(_lastRound, scope.RingEpoch, due));
        }

        EndIfComplete();
        return due.Length;
    }

    private void Answer(Message.ReapProposed proposed, NodeId sender)
    {
        var agreed = proposed.Keys.Select(key => proposed.Epoch == scope.RingEpoch && IsNothingAgainst(key)).ToImmutableArray();
        scope.Outbox.Send(sender, new Message.ReapAnswered(proposed.Round, agreed));
    }

    // A replica must hold the very same: one that holds nothing may be the one that has yet to hear of the delete.
    private bool IsNothingAgainst(ReapedKey proposed)
    {
        if (local.Read(proposed.Key) is not { } held)
        {
            return false; // damaged: nobody knows what was there
        }

        foreach (var hint in local.Store.HintsOf(proposed.Key))
        {
            if (hint.Versions.Digest != proposed.Digest)
            {
                return false;
            }
        }

        return held.IsEmpty ? !IsReplica(proposed.Key) : held.Digest == proposed.Digest;
    }

    private void Take(Message.ReapAnswered answered, NodeId sender)
    {
        if (_round is { } round && round.Number == answered.Round)
        {
            round.Take(sender, answered.Agreed);
            EndIfComplete();
        }
    }

    private void EndIfComplete()
    {
        if (_round is not { IsComplete: true } round)
        {
            return;
        }

        _round = null;
        var agreed = round.Agreed;
        scope.Outbox.Trace(new TraceEvent.ReapingEnded(round.Number, agreed.Length, round.Keys.Length, []));
        if (agreed.IsEmpty)
        {
            return;
        }

        Remove(agreed);
        foreach (var member in scope.Placement!.Current.Members.Concat(scope.Placement.Next?.Members ?? []).Select(one => one.Id).Distinct())
        {
            if (member != scope.Self)
            {
                scope.Outbox.Send(member, new Message.ReapAgreed(round.Number, agreed));
            }
        }
    }

    private void EndSilent()
    {
        if (_round is { } round)
        {
            _round = null;
            scope.Outbox.Trace(new TraceEvent.ReapingEnded(round.Number, 0, round.Keys.Length, round.Silent));
        }
    }

    private void Remove(ImmutableArray<ReapedKey> keys)
    {
        foreach (var (key, digest) in keys)
        {
            if (local.Read(key) is { IsEmpty: false } held && held.Digest == digest && IsDeleted(held))
            {
                local.Remove(key, held, RemoveReason.Reaped);
            }

            foreach (var hint in local.Store.HintsOf(key))
            {
                if (hint.Versions.Digest == digest)
                {
                    local.Store.RemoveHint(hint.Target, key);
                    scope.Outbox.Trace(new TraceEvent.HintDropped(hint.Target, key, HintLoss.Reaped));
                }
            }
        }
    }

    private bool IsDue(SiblingSet versions)
    {
        foreach (var sibling in versions.Siblings)
        {
            if (!sibling.IsDeletedAt(scope.Now) || scope.Now - (sibling.ExpiresAt ?? sibling.WrittenAt) < scope.Options.Reaping!.Grace)
            {
                return false;
            }
        }

        return !versions.IsEmpty;
    }

    private bool IsDeleted(SiblingSet versions) => !versions.AsOf(scope.Now).HasLiveValue;

    private bool IsProposer(Key key)
    {
        foreach (var primary in scope.PrimariesOf(key))
        {
            if (scope.IsReachable(primary))
            {
                return primary == scope.Self;
            }
        }

        return false;
    }

    private bool IsReplica(Key key)
    {
        var group = scope.GroupOf(key);
        return group.Primaries.Contains(scope.Self) || group.Next.Contains(scope.Self);
    }
}
