// What a disk drops was superseded knowingly.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>A version leaves a row (or a hint) only when a version that stays had truly seen it.</summary>
internal sealed class NothingIsForgottenUnseen(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (Ledger.Change is not { } change || Expectations.LosesConcurrentWrites)
            return;

        var held = change.History.ClosureOf(change.After);
        foreach (var sibling in change.Before.Siblings)
        {
            if (change.History.Find(sibling.Dot) is { } gone && !held.Contains(gone.Index))
                Violate($"{change.Node} dropped the {gone} of '{change.History.Key}', and nothing that it keeps had seen it.", gone.StoredAt, entry.Number);
        }
    }
}
