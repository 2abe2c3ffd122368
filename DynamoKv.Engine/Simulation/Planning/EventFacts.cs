// What an event is about.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Planning;

/// <summary>Reads from an event the key and the other node that it is about.</summary>
internal static class EventFacts
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
        _ => null,
    };
}
