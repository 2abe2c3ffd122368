// What was acknowledged is there.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// At rest every acknowledged write is held by somebody, or something is held that had truly seen it. Where a hint
/// had to
/// make room, nothing is promised (Dynamo 4.6).
/// </summary>
internal sealed class NoAcknowledgedWriteLost(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (Ledger.Acknowledged is not null)
            Verdict.AcknowledgedWrites++;
    }

    public override void AtRest(FinalState state)
    {
        foreach (var history in Expectations.LosesConcurrentWrites ? [] : Ledger.Keys)
        {
            var present = PresentOf(history, state);
            present.UnionWith(history.Reaped);
            foreach (var write in history.Writes)
            {
                if (write is { AcknowledgedAt: > 0, WasDropped: false } && !present.Contains(write.Index))
                    Violate($"The {write} of '{history.Key}' was acknowledged, and nobody holds it or anything that had seen it.", write.StoredAt, write.AcknowledgedAt);
            }
        }
    }

    private static WriteSet PresentOf(KeyHistory history, FinalState state)
    {
        var present = new WriteSet();
        foreach (var node in state.Nodes)
        {
            present.UnionWith(history.ClosureOf(node.RowOf(history.Key)));
            foreach (var hint in node.Hints)
            {
                if (hint.Key == history.Key)
                    present.UnionWith(history.ClosureOf(hint.Versions));
            }
        }

        return present;
    }
}
