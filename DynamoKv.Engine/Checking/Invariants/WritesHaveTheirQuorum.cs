// An acknowledged write is on W disks.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// A write is settled only when W nodes have stored it, or something that had seen it; hints do not count where the
/// quorum
/// is strict (Dynamo 4.5, 4.6).
/// </summary>
internal sealed class WritesHaveTheirQuorum(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (entry.What is not TraceEvent.OperationSettled { Response: ClientResponse.Stored stored }
            || Expectations.LosesConcurrentWrites
            || !Ledger.TryFindRequest(stored.Operation, out var request))
        {
            return;
        }

        var (history, terms) = (Ledger.Of(request.Key), Expectations.TermsOf(request));
        if (history.Find(stored.Dot) is not { } write)
            Violate($"{stored.Operation} is said to be stored as {stored.Dot}, and nobody has stored it.", entry.Number);
        else if (CountHolders(history, write, terms.IsStrict) is var holders && holders < terms.Count)
            Violate($"The {write} of '{history.Key}' is said to be stored by {terms.Count}, and only {holders} have stored it.", write.StoredAt, entry.Number);
    }

    private static int CountHolders(KeyHistory history, KnownWrite write, bool isStrict)
    {
        var count = 0;
        foreach (var holding in history.Holdings.Values)
            count += (isStrict ? holding.EverInRow : holding.Ever).Contains(write.Index) ? 1 : 0;

        return count;
    }
}
