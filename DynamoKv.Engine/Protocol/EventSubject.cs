// What an event is about.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>Reads from an event the key, the client operation and the other node that it is about.</summary>
public static class EventSubject
{
    /// <summary>The key; null: it is about none.</summary>
    public static Key? KeyOf(TraceEvent what) => what switch
    {
        TraceEvent.RequestEntered entered => entered.Request.Key,
        TraceEvent.RequestForwarded forwarded => forwarded.Key,
        TraceEvent.Coordinating coordinating => coordinating.Key,
        TraceEvent.VersionsStored stored => stored.Key,
        TraceEvent.WriteRefused refused => refused.Key,
        TraceEvent.RowDamaged damaged => damaged.Key,
        TraceEvent.RowRemoved removed => removed.Key,
        TraceEvent.RepairSent repair => repair.Key,
        TraceEvent.FallbackAsked asked => asked.Key,
        TraceEvent.HintKept hint => hint.Key,
        TraceEvent.HintDelivered hint => hint.Key,
        TraceEvent.HintDropped hint => hint.Key,
        TraceEvent.KeyDiffers differs => differs.Key,
        WorldEvent.ClientAsked asked => asked.Key,
        WorldEvent.BitFlipped flipped => flipped.Key,
        _ => null,
    };

    /// <summary>The client operation on whose behalf it happened; null: on none's, or it does not say.</summary>
    public static OperationId? OperationOf(TraceEvent what) => what switch
    {
        TraceEvent.RequestEntered entered => entered.Request.Operation,
        TraceEvent.RequestForwarded forwarded => forwarded.Operation,
        TraceEvent.Coordinating coordinating => coordinating.Operation,
        TraceEvent.AnswerCounted counted => counted.Operation,
        TraceEvent.OperationSettled settled => settled.Response.Operation,
        TraceEvent.ClientAnswered answered => answered.Response.Operation,
        TraceEvent.VersionsStored stored => stored.Operation,
        TraceEvent.RepairSent repair => repair.Operation,
        TraceEvent.WriteRefused refused => refused.Operation,
        TraceEvent.FallbackAsked asked => asked.Operation,
        TraceEvent.HintKept kept => kept.Operation,
        WorldEvent.MessageSent sent => sent.Message.About,
        WorldEvent.MessageSeen seen => seen.Operation,
        WorldEvent.ClientAsked asked => asked.Operation,
        WorldEvent.ClientHeard heard => heard.Operation,
        WorldEvent.ClientLeft left => left.Operation,
        _ => null,
    };

    /// <summary>The node other than the one that says it; null: there is none.</summary>
    public static NodeId? OwnerOf(TraceEvent what) => what switch
    {
        TraceEvent.RequestForwarded forwarded => forwarded.Coordinator,
        TraceEvent.AnswerCounted counted => counted.Replica,
        TraceEvent.RepairSent repair => repair.Replica,
        TraceEvent.FallbackAsked asked => asked.Intended,
        TraceEvent.HintKept hint => hint.Target,
        TraceEvent.HintDelivered hint => hint.Target,
        TraceEvent.HintDropped hint => hint.Target,
        TraceEvent.ExchangeStarted exchange => exchange.Peer,
        TraceEvent.KeyDiffers differs => differs.Peer,
        TraceEvent.ExchangeEnded exchange => exchange.Peer,
        TraceEvent.PeerSuspected suspected => suspected.Peer,
        TraceEvent.PeerHeardAgain heard => heard.Peer,
        TraceEvent.PeerStatusChanged changed => changed.Peer,
        TraceEvent.MemberChanged changed => changed.Member,
        TraceEvent.TransferStarted transfer => transfer.Source,
        TraceEvent.TransferBatchStored transfer => transfer.Source,
        TraceEvent.TransferCompleted transfer => transfer.Source,
        WorldEvent.MessageSent sent => sent.Receiver,
        WorldEvent.MessageDelivered delivered => delivered.Sender,
        WorldEvent.MessageDropped dropped => dropped.Receiver,
        WorldEvent.MessageDelayed delayed => delayed.Receiver,
        _ => null,
    };
}
