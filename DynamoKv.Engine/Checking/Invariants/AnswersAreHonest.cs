// A replica answers with what it holds.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// A replica that answers a read shows all that it holds of the key, its hints included, and no more.
/// </summary>
internal sealed class AnswersAreHonest(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (entry.What is not WorldEvent.MessageSent { Message: Message.ReplicaGetAnswered answer } sent
            || Expectations.LosesConcurrentWrites
            || !Ledger.TryFindRequest(answer.Operation, out var request))
        {
            return;
        }

        var history = Ledger.Of(request.Key);
        var (shown, held) = (history.ClosureOf(answer.Versions), history.HeldBy(sent.Sender));
        if (shown.FirstMissingOf(held) is { } hidden)
            Violate($"{sent.Sender} holds the {history.Writes[hidden]} of '{history.Key}' and did not show it.", history.Writes[hidden].StoredAt, entry.Number);
        else if (held.FirstMissingOf(shown) is { } invented)
            Violate($"{sent.Sender} shows the {history.Writes[invented]} of '{history.Key}' and does not hold it.", history.Writes[invented].StoredAt, entry.Number);
    }
}
