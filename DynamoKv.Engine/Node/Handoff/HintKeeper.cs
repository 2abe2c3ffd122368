// The hints that a node keeps for others.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node.Handoff;

/// <summary>
/// Keeps replicas for others, in a table of their own and within bounds (Dynamo 4.6). A hint that has to make room
/// for a
/// newer one is dropped and said to be: it never fails a client's write, and anti-entropy has to mend.
/// </summary>
internal sealed class HintKeeper(NodeScope scope, LocalReplica local)
{
    /// <summary>Something new is kept; null: nobody waits for it.</summary>
    public Action? Kept { get; set; }

    /// <summary>Hints dropped in this life because there were too many.</summary>
    public long Overflowed { get; private set; }

    /// <summary>Hints dropped in this life because they were too old.</summary>
    public long Expired { get; private set; }

    /// <summary>What a row and all hints of its key hold together.</summary>
    public SiblingSet AddTo(SiblingSet row, Key key)
    {
        foreach (var hint in local.Store.HintsOf(key))
        {
            row = local.Rules.Merge(row, hint.Versions);
        }

        return row;
    }

    /// <summary>Keeps versions for a target, beside what is kept for it already. False: the disk is full.</summary>
    public bool Keep(OperationId? operation, NodeId target, Key key, SiblingSet versions)
    {
        var known = local.Store.ReadHint(target, key);
        var hint = new Hint(
            target, key, known is null ? versions : local.Rules.Merge(known.Versions, versions), known?.KeptSince ?? scope.Now);
        try
        {
            local.Store.WriteHint(hint);
        }
        catch (StoreFullException full)
        {
            scope.Outbox.Trace(new TraceEvent.WriteRefused(operation, key, full.Message));
            return false;
        }

        scope.Counters.HintsKept++;
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.HintKept(operation, target, key, hint.Versions));
        }

        DropWhatIsTooMuch(target);
        Kept?.Invoke();
        return true;
    }

    /// <summary>Forgets a hint that was handed over.</summary>
    public void Forget(Hint hint)
    {
        local.Store.RemoveHint(hint.Target, hint.Key);
        local.OnForgotten(hint.Versions);
    }

    /// <summary>Drops the hints of a target that are too old.</summary>
    public void DropExpired(NodeId target)
    {
        while (local.Store.HintsFor(target, 1) is [var oldest] && scope.Now - oldest.KeptSince >= Options.MaxAge)
        {
            Expired++;
            Drop(oldest, HintLoss.Expired);
        }
    }

    private HandoffOptions Options => scope.Options.Handoff ?? throw new InvalidOperationException($"{scope.Self} keeps no hints.");

    private void DropWhatIsTooMuch(NodeId target)
    {
        while (IsTooMuch(target) && local.Store.HintsFor(target, 1) is [var oldest])
        {
            Overflowed++;
            Drop(oldest, HintLoss.Overflow);
        }
    }

    private bool IsTooMuch(NodeId target)
    {
        foreach (var kept in local.Store.HintTargets)
        {
            if (kept.Target == target)
            {
                return kept.Count > Options.MaxHints || kept.Bytes > Options.MaxBytes;
            }
        }

        return false;
    }

    private void Drop(Hint hint, HintLoss loss)
    {
        Forget(hint);
        scope.Counters.HintsDropped++;
        scope.Outbox.Trace(new TraceEvent.HintDropped(hint.Target, hint.Key, loss));
    }
}
