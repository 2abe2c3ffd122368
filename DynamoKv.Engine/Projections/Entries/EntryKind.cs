// What kind of thing an entry tells of.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.Entries;

/// <summary>What kind of thing an entry of the log tells of.</summary>
public enum EntryKind
{
    /// <summary>A client's operation: asked, forwarded, coordinated, counted, answered.</summary>
    Request,

    /// <summary>A message: sent, delivered, dropped, duplicated.</summary>
    Message,

    /// <summary>What a disk or a memory holds.</summary>
    Storage,

    /// <summary>Fallbacks and hints (Dynamo 4.6).</summary>
    Handoff,

    /// <summary>Merkle trees and their comparison (Dynamo 4.7).</summary>
    AntiEntropy,

    /// <summary>Members, suspicion, rings (Dynamo 4.8).</summary>
    Membership,

    /// <summary>Ranges that change owner (Dynamo 4.9).</summary>
    Transfer,

    /// <summary>Lives and faults.</summary>
    Fault,

    /// <summary>Background work: reaping, its pace.</summary>
    Background,
}

/// <summary>Sorts entries into kinds.</summary>
public static class EntryKinds
{
    /// <summary>The kind of an event.</summary>
    public static EntryKind Of(TraceEvent what) => what switch
    {
        TraceEvent.OfHandoff => EntryKind.Handoff,
        TraceEvent.OfAntiEntropy => EntryKind.AntiEntropy,
        TraceEvent.OfTransfer => EntryKind.Transfer,
        TraceEvent.OfMembership or TraceEvent.PeerSuspected or TraceEvent.PeerHeardAgain => EntryKind.Membership,
        TraceEvent.OfReaping or TraceEvent.BackgroundPaced => EntryKind.Background,
        TraceEvent.VersionsStored or TraceEvent.RowRemoved or TraceEvent.RowDamaged or TraceEvent.RowsFlushed
            or TraceEvent.WriteRefused or WorldEvent.BatchCommitted or WorldEvent.RowsShown => EntryKind.Storage,
        WorldEvent.MessageSent or WorldEvent.MessageDelivered or WorldEvent.MessageDropped or WorldEvent.MessageDuplicated
            or WorldEvent.MessageSeen => EntryKind.Message,
        WorldEvent.OfClient => EntryKind.Request,
        WorldEvent.MemberFound or WorldEvent.MemberGone or WorldEvent.MemberTold => EntryKind.Membership,
        TraceEvent.Started or WorldEvent => EntryKind.Fault,
        _ => EntryKind.Request,
    };
}
