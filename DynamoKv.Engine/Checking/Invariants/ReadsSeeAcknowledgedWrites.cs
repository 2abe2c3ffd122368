// Strict quorums that overlap make a regular register.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// With strict quorums and R + W > N a read shows every write (or what supersedes it) that was acknowledged before
/// the read
/// began, as long as no disk has forgotten anything.
/// </summary>
internal sealed class ReadsSeeAcknowledgedWrites(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    private readonly Dictionary<OperationId, (WriteSet Promised, long Line)> _underWay = [];
    private bool _hasForgotten;

    public override void After(LogEntry entry)
    {
        _hasForgotten |= Expectations.IsForgetful(entry.What);
        switch (entry.What)
        {
            case TraceEvent.RequestEntered { Request: ClientRequest.Get get }:
                _underWay[get.Operation] = (Ledger.Of(get.Key).Acknowledged.Copy(), entry.Number);
                break;
            case TraceEvent.ClientAnswered answered when _underWay.Remove(answered.Response.Operation, out var began):
                if (answered.Response is ClientResponse.Read read && !_hasForgotten && !Expectations.LosesConcurrentWrites)
                    Judge(read, began.Promised, (began.Line, entry.Number));
                break;
            default:
                break;
        }
    }

    private void Judge(ClientResponse.Read read, WriteSet promised, (long Began, long Ended) lines)
    {
        if (!Ledger.TryFindRequest(read.Operation, out var request) || Expectations.TermsOf(request) is not { IsStrict: true } terms)
            return;

        var history = Ledger.Of(request.Key);
        var shown = history.ClosureOf(read.Versions);
        shown.UnionWith(history.Reaped);
        foreach (var write in history.Writes)
        {
            var mustMeet = write.AcknowledgedBy.IsStrict && write.AcknowledgedBy.Count + terms.Count > Expectations.Quorum.N;
            if (mustMeet && promised.Contains(write.Index) && !shown.Contains(write.Index))
            {
                Violate(
                    $"The read {read.Operation} shows nothing of the {write} of '{history.Key}', which was acknowledged before it began.",
                    write.StoredAt, write.AcknowledgedAt, lines.Began, lines.Ended);
            }
        }
    }
}
