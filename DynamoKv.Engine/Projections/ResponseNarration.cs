// Captions of what a client is told.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Engine.Projections.NarrationText;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

internal static class ResponseNarration
{
    public static Narration.Line? Of(LogEntry entry, ClientResponse response, ClusterSnapshot before)
    {
        if (Find(before, response.Operation) is not { } operation)
        {
            return null;
        }

        var key = operation.Key.Text;
        var (tone, text) = response switch
        {
            ClientResponse.Read read => (CaptionTone.Success, Read(key, read.Versions)),
            ClientResponse.Written => (
                CaptionTone.Success, Fill(WriteAnswered, key, Duration(entry.At - operation.StartedAt))),
            ClientResponse.Deleted => (CaptionTone.Success, Fill(DeleteAnswered, key)),
            ClientResponse.NothingToDelete => (CaptionTone.Success, Fill(NothingToDelete, key)),
            ClientResponse.AlreadyExists => (CaptionTone.Trouble, Fill(AlreadyExists, key)),
            ClientResponse.TooManySiblings many => (
                CaptionTone.Trouble, Fill(TooManySiblings, key, many.Count, many.Limit)),
            ClientResponse.QuorumMissed missed => (CaptionTone.Trouble, Counted(QuorumText(missed), key, missed)),
            ClientResponse.TimedOut late => (CaptionTone.Trouble, Counted(TimeoutText(late), key, late)),
            ClientResponse.Overloaded busy => (CaptionTone.Trouble, Fill(Overloaded, busy.Coordinator, busy.Limit)),
            ClientResponse.Refused refused => (CaptionTone.Trouble, Fill(Refused, refused.Reason)),
            _ => throw new InvalidOperationException($"No caption is known for {response.GetType().Name}."),
        };
        return new(tone, text, response.Operation);
    }

    private static string Read(string key, SiblingSet versions) => versions switch
    {
        { IsEmpty: true } => Fill(ReadNothing, key),
        { HasLiveValue: false } => Fill(ReadDeleted, key),
        { Siblings.Length: 1 } => Fill(ReadAnswered, key, Value(versions.Siblings[0])),
        _ => Fill(ReadSiblings, key, versions.Siblings.Length, Join(versions.Siblings.Select(Value))),
    };

    private static string QuorumText(ClientResponse.QuorumMissed missed) => missed switch
    {
        { Kind: OperationKind.Get } => QuorumMissedRead,
        { MayBeSeen: true } => QuorumMissedMaybe,
        _ => QuorumMissed,
    };

    private static string TimeoutText(ClientResponse.TimedOut late) =>
        late.Kind == OperationKind.Get ? TimedOutRead : TimedOut;

    private static string Counted(string template, string key, ClientResponse response) =>
        Fill(template, key, response.Replicas.Succeeded.Length, response.Replicas.Required);
}
