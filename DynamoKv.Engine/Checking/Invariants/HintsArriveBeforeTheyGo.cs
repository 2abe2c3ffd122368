// A hint is forgotten when its target has it.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>A hint that is said to be delivered was stored by its target, all of it (Dynamo 4.6).</summary>
internal sealed class HintsArriveBeforeTheyGo(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (Ledger.Delivered is not { } hint || Expectations.LosesConcurrentWrites)
            return;

        if (hint.History.At(hint.Target).EverInRow.FirstMissingOf(hint.Content) is { } missing)
        {
            var write = hint.History.Writes[missing];
            Violate($"{entry.Node} forgot its hint for {hint.Target}, who never stored the {write} of '{hint.History.Key}'.", write.StoredAt, entry.Number);
        }
    }
}
