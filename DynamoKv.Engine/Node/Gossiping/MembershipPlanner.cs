// Stages joins and leaves, and carries them out (Dynamo 4.8.1).
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node.Gossiping;

/// <summary>
/// The plan of one node: joins and leaves that an administrator has staged and not carried out yet. It is kept on
/// disk and
/// told to nobody; a commit makes all of it part of the membership at once, or nothing.
/// </summary>
internal sealed class MembershipPlanner(NodeScope scope, LocalReplica local, Func<MembershipView> view, Action<MembershipView> commit)
{
    private const string Note = "plan";

    private readonly SortedDictionary<NodeId, MemberRecord> _staged = [];

    public void OnStarted()
    {
        foreach (var record in local.Store.ReadNote(Note) is { } kept ? MembershipFormat.Decode(kept) : [])
        {
            _staged[record.Id] = record;
        }
    }

    public void On(NodeCommand.OfMembership command)
    {
        try
        {
            scope.Outbox.Answer(Answer(command));
        }
        catch (StoreFullException full)
        {
            scope.Outbox.Answer(new CommandAnswer.Refused(command.Number, full.Message));
        }
    }

    /// <summary>What is staged and what it would do; null: nothing is.</summary>
    public MembershipPlan? Plan()
    {
        if (_staged.Count == 0 || view().Place(scope.Rings) is not { } now || Planned().Place(scope.Rings) is not { Next: { } next })
        {
            return null;
        }

        return new MembershipPlan(
            [.. _staged.Values.Where(record => record.Phase == MemberPhase.Joining).Select(record => record.Id)],
            [.. _staged.Values.Where(record => record.Phase == MemberPhase.Leaving).Select(record => record.Id)],
            PlannedShares(now.Current, next),
            [.. RangeMoves.Of(now.Current, next, scope.Options.Quorum.N)
                .Select(move => new PlannedMove(move.Source, move.Target, (double)move.Length / RingPosition.Count))]);
    }

    private CommandAnswer Answer(NodeCommand.OfMembership command) => command switch
    {
        NodeCommand.StageJoin or NodeCommand.StageLeave or NodeCommand.CommitPlan when IsStranger =>
            new CommandAnswer.Refused(command.Number, $"{scope.Self} is no member itself: ask a member."),
        NodeCommand.StageJoin join => Stage(join.Number, JoinProblem(join), Joining(join), $"{join.Node} would join"),
        NodeCommand.StageLeave leave => Stage(leave.Number, LeaveProblem(leave.Node), Leaving(leave.Node), $"{leave.Node} would leave"),
        NodeCommand.ShowPlan show => new CommandAnswer.PlanShown(
            show.Number, _staged.Count == 0 ? $"Nothing is planned at {scope.Self}." : Summary(), Plan()),
        NodeCommand.ClearPlan clear => Clear(clear),
        NodeCommand.CommitPlan order => Commit(order),
        _ => throw new InvalidOperationException($"{scope.Self} does not know the command {command.GetType().Name}."),
    };

    /// <summary>A node that has heard of a cluster without belonging to it changes nothing there.</summary>
    private bool IsStranger => !view().Members.IsEmpty && view().Find(scope.Self) is null or { Record.Phase: MemberPhase.Removed };

    private CommandAnswer Stage(long number, string? problem, MemberRecord? record, string what)
    {
        if (problem is null && record is not null)
        {
            _staged[record.Id] = record;
            problem = MembershipRules.Problem(view(), [.. _staged.Values], scope.Rings.Options, scope.Options.Quorum.N);
            if (problem is not null)
            {
                _staged.Remove(record.Id);
            }
        }

        if (problem is not null || record is null)
        {
            return new CommandAnswer.Refused(number, problem ?? "There is nothing to change.");
        }

        Keep();
        scope.Outbox.Trace(new TraceEvent.ChangeStaged(record.Id, record.Phase == MemberPhase.Joining));
        return new CommandAnswer.PlanShown(number, $"{what}: look at the plan at {scope.Self}, then commit or clear it.", Plan());
    }

    private CommandAnswer.Done Clear(NodeCommand.ClearPlan command)
    {
        Empty(isCommitted: false);
        return new CommandAnswer.Done(command.Number, $"The plan at {scope.Self} is empty. Nothing was changed.");
    }

    private CommandAnswer Commit(NodeCommand.CommitPlan command)
    {
        var problem = _staged.Count == 0 ? $"Nothing is planned at {scope.Self}: stage a join or a leave first."
            : view().IsChanging ? $"A change is under way and waits for {string.Join(", ", view().NotReady())}: commit again when it has ended."
            : MembershipRules.Problem(view(), [.. _staged.Values], scope.Rings.Options, scope.Options.Quorum.N);
        if (problem is not null)
        {
            return new CommandAnswer.Refused(command.Number, problem);
        }

        var summary = Summary().TrimEnd();
        var planned = Planned();
        Empty(isCommitted: true);
        commit(planned);
        return new CommandAnswer.Done(command.Number, $"{summary} Everybody hears of it by gossip, and the keys begin to move.");
    }

    private void Empty(bool isCommitted)
    {
        scope.Outbox.Trace(new TraceEvent.PlanEmptied(isCommitted, Staged(MemberPhase.Joining), Staged(MemberPhase.Leaving)));
        _staged.Clear();
        Keep();
    }

    private void Keep()
    {
        ReadOnlyMemory<byte>? kept = null; // an array of null would turn into an empty note
        if (_staged.Count > 0)
        {
            kept = MembershipFormat.Encode(_staged.Values);
        }

        local.Store.WriteNote(Note, kept);
    }

    private string Summary()
    {
        var (joining, leaving) = (Staged(MemberPhase.Joining), Staged(MemberPhase.Leaving));
        return (joining.IsEmpty ? "" : $"{string.Join(", ", joining)} joins. ") + (leaving.IsEmpty ? "" : $"{string.Join(", ", leaving)} leaves.");
    }

    private ImmutableArray<NodeId> Staged(MemberPhase phase) => [.. _staged.Values.Where(record => record.Phase == phase).Select(record => record.Id)];

    private MembershipView Planned() => _staged.Values.Aggregate(view(), (before, record) => before.With(record with { ChangedAt = NextTime(record.Id) }));

    private string? JoinProblem(NodeCommand.StageJoin join) =>
        view().Members.IsEmpty ? $"{scope.Self} belongs to no cluster itself: ask a member."
        : join.Tokens is < 1 or > RingMember.MaxTokens ? $"{join.Node} would have {join.Tokens} tokens: use 1 to {RingMember.MaxTokens}."
        : view().Find(join.Node) is not { Record: var known } ? null
        : known.Phase != MemberPhase.Removed ? $"{join.Node} is a member already ({Word(known.Phase)}): choose another id, or let it leave first."
        : known.Address != join.Address && known.Address.Length > 0
            ? $"{join.Node} was a member at {known.Address}, not at {join.Address}: choose another id for another machine."
        : null;

    private MemberRecord Joining(NodeCommand.StageJoin join)
    {
        var known = view().Find(join.Node)?.Record;
        return new MemberRecord(
            join.Node, join.Address, join.Tokens, join.Rack, known is null ? 0 : known.Generation + 1, MemberPhase.Joining, NextTime(join.Node),
            known?.Stays ?? []);
    }

    private string? LeaveProblem(NodeId node) => view().Find(node)?.Record.Phase switch
    {
        null => $"{node} is no member: it can't leave.",
        MemberPhase.Joined => null,
        { } phase => $"{node} is {Word(phase)}: only who has joined can leave.",
    };

    private MemberRecord? Leaving(NodeId node) =>
        view().Find(node) is { Record: { Phase: MemberPhase.Joined } known } ? known with { Phase = MemberPhase.Leaving, ChangedAt = NextTime(node) } : null;

    // Never before what happened to the member last, whatever the clock says: histories are ordered by it.
    private Instant NextTime(NodeId node) => new(Math.Max(
        Math.Max(scope.Now.Microseconds, 1), (view().Find(node)?.Record.ChangedAt.Microseconds ?? 0) + 1));

    private static ImmutableArray<PlannedShare> PlannedShares(HashRing before, HashRing after)
    {
        var shares = new SortedDictionary<NodeId, PlannedShare>();
        foreach (var (node, share) in before.Shares())
        {
            shares[node] = new PlannedShare(node, share, 0);
        }

        foreach (var (node, share) in after.Shares())
        {
            shares[node] = new PlannedShare(node, shares.TryGetValue(node, out var known) ? known.Before : 0, share);
        }

        return [.. shares.Values];
    }

    private static string Word(MemberPhase phase) => phase switch
    {
        MemberPhase.Joining => "joining",
        MemberPhase.Joined => "joined",
        MemberPhase.Leaving => "leaving",
        _ => "removed",
    };
}
