// Siblings are concurrent.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// No two versions stand beside each other of which one had truly seen the other: promised by dotted versions; of plain
/// clocks, whose truncation forgets (Dynamo 4.4), they are counted.
/// </summary>
internal sealed class NoFalseSibling(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (Ledger.Change is { } change)
            Look(change.History, change.After, entry);
        else if (entry.What is TraceEvent.OperationSettled { Response: ClientResponse.Read read } && Ledger.TryFindRequest(read.Operation, out var request))
            Look(Ledger.Of(request.Key), read.Versions, entry);
    }

    private void Look(KeyHistory history, SiblingSet versions, LogEntry entry)
    {
        for (var index = 0; versions.Count > 1 && index < versions.Count; index++)
        {
            if (history.Find(versions.Siblings[index].Dot) is not { } newer)
                continue;

            foreach (var sibling in versions.Siblings)
            {
                if (history.Find(sibling.Dot) is { } older && newer.Past.Contains(older.Index))
                    Found(history, older, newer, entry);
            }
        }
    }

    private void Found(KeyHistory history, KnownWrite older, KnownWrite newer, LogEntry entry)
    {
        Verdict.FalseSiblings++;
        if (Expectations.KeepsCausality)
        {
            Violate(
                $"At {entry.Node} the {older} and the {newer} of '{history.Key}' stand side by side, and the second had seen the first.",
                older.StoredAt, newer.StoredAt, entry.Number);
        }
    }
}
