// A read heard R replicas and hides none of their answers.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// A read is settled only when R replicas have told what they hold, and shows all that it was told (Dynamo 4.5). Where
/// reads are written back first, W nodes hold what it shows.
/// </summary>
internal sealed class ReadsHaveTheirQuorum(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (entry is not { What: TraceEvent.OperationSettled { Response: ClientResponse.Read read }, Node: { } coordinator }
            || !Ledger.TryFindRequest(read.Operation, out var request))
        {
            return;
        }

        var (history, needed) = (Ledger.Of(request.Key), Expectations.TermsOf(request).Count);
        var track = Ledger.TrackOf(read.Operation, coordinator);
        if (track.Answered.Count < needed)
            Violate($"The read {read.Operation} was answered with {track.Answered.Count} of {needed} replicas.", entry.Number);

        if (!Expectations.LosesConcurrentWrites && history.ClosureOf(read.Versions).FirstMissingOf(track.Seen) is { } hidden)
            Violate($"The read {read.Operation} was told of the {history.Writes[hidden]} of '{history.Key}' and does not show it.", history.Writes[hidden].StoredAt, entry.Number);

        if (Expectations is { WritesReadsBack: true, LosesConcurrentWrites: false })
            LookForHolders(history, read, request.Options.Write ?? Expectations.Quorum.W, entry.Number);
    }

    private void LookForHolders(KeyHistory history, ClientResponse.Read read, int needed, long line)
    {
        var shown = history.ClosureOf(read.Versions);
        var holders = 0;
        foreach (var holding in history.Holdings.Values)
            holders += holding.Ever.Covers(shown) ? 1 : 0;

        if (!read.Versions.IsEmpty && holders < needed)
            Violate($"The read {read.Operation} was answered before {needed} nodes held what it shows: {holders} did.", line);
    }
}
