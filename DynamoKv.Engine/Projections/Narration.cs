// The story of a run: log entries in plain words.
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationText;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from log entries: only from what the entry and the snapshot before it say.</summary>
public static class Narration
{
    /// <summary>The caption of an entry; null for entries that deserve none.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="before">The snapshot before the entry.</param>
    public static Caption? Of(LogEntry entry, ClusterSnapshot before)
    {
        var line = entry.What switch
        {
            TraceEvent.RequestEntered entered => Enter(entry, entered.Request),
            TraceEvent.RequestForwarded forwarded => Forward(entry, forwarded),
            TraceEvent.Coordinating coordinating => Coordinate(entry, coordinating),
            TraceEvent.VersionsStored stored => Store(entry, stored),
            TraceEvent.AnswerCounted counted => AnswerNarration.Of(entry, counted, before),
            TraceEvent.ClientAnswered answered => ResponseNarration.Of(entry, answered.Response, before),
            TraceEvent.RepairSent repair => new Line(
                CaptionTone.Progress, Fill(RepairSent, repair.Replica, repair.Key), repair.Operation),
            TraceEvent.PeerSuspected suspected => new Line(
                CaptionTone.Fault, Fill(Suspected, entry.Node, suspected.Peer), null),
            TraceEvent.PeerHeardAgain heard => new Line(
                CaptionTone.Mended, Fill(HeardAgain, entry.Node, heard.Peer), null),
            TraceEvent.RowDamaged damaged => new Line(
                CaptionTone.Fault, Fill(RowDamaged, entry.Node, damaged.Key), null),
            TraceEvent.WriteRefused refused => new Line(
                CaptionTone.Fault, Fill(WriteRefused, entry.Node, refused.Key, refused.Reason), refused.Operation),
            TraceEvent.Started { Incarnation: > 1 } started => new Line(
                CaptionTone.Mended, Fill(Started, entry.Node, started.Incarnation, Keys(started.Keys)), null),
            TraceEvent.OfHandoff what => HandoffNarration.Of(entry, what),
            TraceEvent.OfAntiEntropy what => AntiEntropyNarration.Of(entry, what),
            TraceEvent.OfMembership what => MembershipNarration.Of(entry, what),
            TraceEvent.OfTransfer what => TransferNarration.Of(entry, what),
            TraceEvent.OfReaping what => ReapingNarration.Of(entry, what),
            TraceEvent.RowsFlushed or TraceEvent.BackgroundPaced => SliceNarration.Of(entry),
            WorldEvent.OfLive what => LiveNarration.Of(what, before),
            WorldEvent.OfClient what => ClientNarration.Of(entry, what),
            WorldEvent what => WorldNarration.Of(what, before),
            _ => null,
        };
        return line is { } said ? new Caption(entry.Number, entry.At, said.Tone, said.Text, said.Operation) : null;
    }

    private static Line Enter(LogEntry entry, ClientRequest request) => new(
        CaptionTone.Request,
        request switch
        {
            ClientRequest.Put put => Fill(PutEntered, put.Key, entry.Node, Value(put.Content)),
            ClientRequest.Get get => Fill(GetEntered, get.Key, entry.Node),
            _ => Fill(DeleteEntered, request.Key, entry.Node),
        },
        request.Operation);

    private static Line Forward(LogEntry entry, TraceEvent.RequestForwarded what) => new(
        CaptionTone.Progress, Fill(Forwarded, entry.Node, what.Key, what.Coordinator), what.Operation);

    private static Line Coordinate(LogEntry entry, TraceEvent.Coordinating what)
    {
        var template = what.Kind == OperationKind.Put ? CoordinatingWrite : CoordinatingRead;
        var others = what.Replicas.Where(replica => replica != entry.Node);
        var text = Fill(template, entry.Node, Join(others), what.Required);
        return new Line(CaptionTone.Progress, text, what.Operation);
    }

    private static Line? Store(LogEntry entry, TraceEvent.VersionsStored what) => what.Reason switch
    {
        StoreReason.Coordinated => new Line(
            CaptionTone.Progress, Fill(what.IsBuffered ? CoordinatorBuffered : CoordinatorStored, entry.Node), what.Operation),
        StoreReason.Repaired => new Line(
            CaptionTone.Mended, Fill(Repaired, entry.Node, what.Key), what.Operation),
        StoreReason.Exchanged => AntiEntropyNarration.Stored(entry, what),
        _ => null,
    };

    /// <summary>A caption before it is given its entry's number and time.</summary>
    internal readonly record struct Line(CaptionTone Tone, string Text, OperationId? Operation);
}
