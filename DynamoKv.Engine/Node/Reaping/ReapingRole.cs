// Removes tombstones for good once nobody can need them.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node.Reaping;

/// <summary>
/// Removes tombstones for good (docs/adr/0014): when they are past their grace period and, twice with a pause
/// between, every
/// member has confirmed that it holds exactly this set, or, if it is no replica of the key, nothing of the key, in
/// rows and
/// hints alike. A value that slipped past the first question, from a member that answered late to one that had answered
/// already, is met by the second.
/// </summary>
internal sealed class ReapingRole(NodeScope scope, LocalReplica local)
{
    private readonly ReapWitness _witness = new(scope, local);
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
            case Message.ReapProposed proposed: _witness.Answer(proposed, sender); break;
            case Message.ReapAnswered answered: Take(answered, sender); break;
            case Message.ReapAgreed agreed: _witness.On(agreed, sender); break;
            default: throw new InvalidOperationException($"{scope.Self} does not know the message {message.GetType().Name}.");
        }
    }

    public void On(NodeTimer.OfReaping timer)
    {
        if (timer is NodeTimer.ReapAgainDue again)
        {
            AskAgain(again.Round);
            return;
        }

        EndSilent();
        if (_round is null && scope.MayWork())
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
        if (_round is not null)
        {
            scope.Outbox.Answer(new CommandAnswer.Done(
                command.Number, $"{scope.Self} asks everybody about {_round.Keys.Length} key(s) already, and soon a second time."));
            return;
        }

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

        Ask(due, placement, isSecond: false);
        return due.Length;
    }

    private void Ask(ImmutableArray<ReapedKey> keys, Placement placement, bool isSecond)
    {
        // Above all numbers of earlier lives, so that an answer to one of them is none to this.
        _lastRound = Math.Max(_lastRound + 1, scope.Now.Microseconds);
        _round = new ReapRound(_lastRound, scope.RingEpoch, keys, MembersBut(scope.Self, placement), isSecond);
        scope.Outbox.Trace(new TraceEvent.ReapingProposed(_lastRound, keys.Length, _round.Silent.Length, isSecond));
        foreach (var member in _round.Silent)
        {
            scope.Outbox.Send(member, new Message.ReapProposed(_lastRound, scope.RingEpoch, keys));
        }

        _round.Take(scope.Self, _witness.Judge(keys));
        EndIfComplete();
    }

    private void AskAgain(long number)
    {
        if (_round is { IsSettling: true } round && round.Number == number)
        {
            _round = null;
            if (scope.Placement is { } placement && round.Epoch == scope.RingEpoch && scope.MayWork())
            {
                Ask(round.Agreed, placement, isSecond: true);
            }
        }
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
        if (_round is not { IsComplete: true, IsSettling: false } round)
        {
            return;
        }

        var agreed = round.Epoch == scope.RingEpoch ? round.Agreed : [];
        scope.Outbox.Trace(new TraceEvent.ReapingEnded(round.Number, agreed.Length, round.Keys.Length, [], round.IsSecond));
        if (agreed.IsEmpty)
        {
            _round = null;
        }
        else if (round.IsSecond)
        {
            _round = null;
            Reap(round.Number, agreed);
        }
        else
        {
            round.IsSettling = true;
            scope.Outbox.Schedule(scope.Options.Reaping!.Settle, new NodeTimer.ReapAgainDue(round.Number));
        }
    }

    private void Reap(long number, ImmutableArray<ReapedKey> keys)
    {
        _witness.Remove(keys);
        foreach (var member in MembersBut(scope.Self, scope.Placement!))
        {
            scope.Outbox.Send(member, new Message.ReapAgreed(number, keys));
        }
    }

    private void EndSilent()
    {
        if (_round is { IsSettling: false } round)
        {
            _round = null;
            scope.Outbox.Trace(new TraceEvent.ReapingEnded(round.Number, 0, round.Keys.Length, round.Silent, round.IsSecond));
        }
    }

    // A former member too may still keep a hint or a row that it has not handed over.
    private static ImmutableArray<NodeId> MembersBut(NodeId self, Placement placement) =>
        [.. placement.Current.Members.Concat(placement.Next?.Members ?? []).Select(member => member.Id).Concat(placement.Former)
            .Where(node => node != self).Distinct().Order()];

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
}
