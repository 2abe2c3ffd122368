// A row is handed over before it is removed.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// A node that is no replica of a key any more removes its row only when N others have stored all of it (Dynamo 4.9).
/// </summary>
internal sealed class StraysGoWhenAllHaveThem(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (Ledger.HandedOver is not { } stray || Expectations.LosesConcurrentWrites)
            return;

        var holders = 0;
        foreach (var (node, holding) in stray.History.Holdings)
            holders += node != entry.Node && holding.EverInRow.Covers(stray.Content) ? 1 : 0;

        if (holders < Expectations.Quorum.N)
            Violate($"{entry.Node} removed its row of '{stray.History.Key}', and only {holders} of {Expectations.Quorum.N} have stored what it held.", entry.Number);
    }
}
