// Who knows a newer ring does not take part by an older one.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// A replica does not answer a coordinator that chose it by an older membership than it knows itself.
/// </summary>
internal sealed class StaleRingsAreRefused(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    private readonly Dictionary<NodeId, long> _epochs = [];
    private readonly Dictionary<long, long> _asked = [];
    private readonly Dictionary<long, long> _delivered = [];

    public override void After(LogEntry entry)
    {
        switch (entry.What)
        {
            case TraceEvent.PlacementChanged changed when entry.Node is { } node: _epochs[node] = changed.Epoch; break;
            case WorldEvent.NodeCrashed when entry.Node is { } node: _epochs.Remove(node); break; // it has to say it anew
            case WorldEvent.MessageSent { Message: Message.ReplicaPut put } sent: _asked[sent.Number] = put.RingEpoch; break;
            case WorldEvent.MessageSent { Message: Message.ReplicaGet get } sent: _asked[sent.Number] = get.RingEpoch; break;
            case WorldEvent.MessageSent { Message: Message.ReplicaPutAcknowledged or Message.ReplicaGetAnswered } sent: Judge(sent, entry); break;
            case WorldEvent.MessageDuplicated copied when _asked.TryGetValue(copied.Number, out var epoch): _asked[copied.CopyNumber] = epoch; break;
            case WorldEvent.MessageDelivered delivered when _asked.Remove(delivered.Number, out var epoch): _delivered[entry.Number] = epoch; break;
            default: break;
        }
    }

    private void Judge(WorldEvent.MessageSent answer, LogEntry entry)
    {
        if (_delivered.TryGetValue(entry.Cause, out var asked) && _epochs.TryGetValue(answer.Sender, out var known) && asked < known)
            Violate($"{answer.Sender} knows membership {known} and answered {answer.Receiver}, who had chosen it by membership {asked}.", entry.Cause, entry.Number);
    }
}
