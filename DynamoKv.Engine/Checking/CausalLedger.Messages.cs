// Which answers reached which coordinator, and which of them it counted.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

internal sealed partial class CausalLedger
{
    private readonly Dictionary<long, Message.ReplicaGetAnswered> _underWay = [];
    private readonly Dictionary<long, SiblingSet> _delivered = [];

    private void TakeMessage(TraceEvent what, long line)
    {
        switch (what)
        {
            case WorldEvent.MessageSent { Message: Message.ReplicaGetAnswered answer } sent:
                _underWay[sent.Number] = answer;
                break;
            case WorldEvent.MessageDuplicated copied when _underWay.TryGetValue(copied.Number, out var answer):
                _underWay[copied.CopyNumber] = answer;
                break;
            case WorldEvent.MessageDropped dropped:
                _underWay.Remove(dropped.Number);
                break;
            case WorldEvent.MessageDelivered delivered when _underWay.Remove(delivered.Number, out var answer):
                _delivered[line] = answer.Versions;
                TrackOf(answer.Operation, delivered.Receiver).Answered.Add(delivered.Sender);
                break;
            default:
                break;
        }
    }

    private void Count(TraceEvent.AnswerCounted counted, NodeId node, long cause)
    {
        var track = TrackOf(counted.Operation, node);
        if (track.HasWritten || !counted.IsSuccess || !TryFindRequest(counted.Operation, out var request))
            return;

        if (counted.Reached == 1)
            track.Seen.Clear(); // the first answer: a read that begins again has nothing of what was counted before

        track.HasQuorum = counted.Reached >= counted.Required;
        var history = Of(request.Key);
        if (counted.Replica == node)
        {
            track.Answered.Add(node);
            track.Seen.UnionWith(history.HeldBy(node));
        }
        else if (_delivered.TryGetValue(cause, out var versions))
        {
            track.Seen.UnionWith(history.ClosureOf(versions));
        }
    }
}
