// The rows of the coverage table.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking;

/// <summary>One thing that random runs must come to.</summary>
/// <param name="Name">In words.</param>
/// <param name="Fits">Whether a line of the log says that it happened.</param>
internal sealed record CoverageRow(string Name, Func<TraceEvent, bool> Fits)
{
    /// <summary>The table.</summary>
    public static ImmutableArray<CoverageRow> All { get; } = [.. World(), .. Requests(), .. Handoff(), .. AntiEntropy(), .. Membership(), .. Extras()];

    private static CoverageRow[] World() =>
    [
        new("a message was lost", what => what is WorldEvent.MessageDropped { Reason: DropReason.Loss }),
        new("a message met a partition", what => what is WorldEvent.MessageDropped { Reason: DropReason.Partition }),
        new("a message met a node that was down", what => what is WorldEvent.MessageDropped { Reason: DropReason.ReceiverDown }),
        new("a message came twice", what => what is WorldEvent.MessageDuplicated),
        new("a node died with its memory", what => what is WorldEvent.NodeCrashed { Loss: CrashLoss.Memory }),
        new("a node lost its power", what => what is WorldEvent.NodeCrashed { Loss: CrashLoss.Unsynced }),
        new("a node lost its disk", what => what is WorldEvent.NodeCrashed { Loss: CrashLoss.Disk }),
        new("a node stood still", what => what is WorldEvent.NodePaused),
        new("a disk refused a write", what => what is TraceEvent.WriteRefused),
        new("a peer was suspected", what => what is TraceEvent.PeerSuspected),
        new("a suspected peer was heard again", what => what is TraceEvent.PeerHeardAgain),
    ];

    private static CoverageRow[] Requests() =>
    [
        new("a request was forwarded", what => what is TraceEvent.RequestForwarded),
        new("a put was blind", what => what is TraceEvent.RequestEntered { Request: ClientRequest.Put { Context: null } }),
        new("a put had a context", what => what is TraceEvent.RequestEntered { Request: ClientRequest.Put { Context: not null } }),
        new("siblings were stored", what => what is TraceEvent.VersionsStored { Versions.Count: > 1 }),
        new("a client read siblings", what => what is TraceEvent.ClientAnswered { Response: ClientResponse.Read { Versions.Count: > 1 } }),
        new("a key was deleted", what => what is TraceEvent.ClientAnswered { Response: ClientResponse.Deleted }),
        new("there was nothing to delete", what => what is TraceEvent.ClientAnswered { Response: ClientResponse.NothingToDelete }),
        new("a put only if absent found something", what => what is TraceEvent.ClientAnswered { Response: ClientResponse.AlreadyExists }),
        new("a quorum was missed", what => what is TraceEvent.ClientAnswered { Response: ClientResponse.QuorumMissed }),
        new("a request timed out", what => what is TraceEvent.ClientAnswered { Response: ClientResponse.TimedOut }),
        new("read repair fired", what => what is TraceEvent.RepairSent),
        new("a read was repaired before its answer", what => what is TraceEvent.ClientAnswered { Response: ClientResponse.Read { Repaired.Length: > 0 } }),
    ];

    private static CoverageRow[] Handoff() =>
    [
        new("a fallback was asked", what => what is TraceEvent.FallbackAsked),
        new("a hint was kept", what => what is TraceEvent.HintKept),
        new("a hint was delivered", what => what is TraceEvent.HintDelivered),
        new("a hint had to make room", what => what is TraceEvent.HintDropped { Loss: HintLoss.Overflow }),
        new("a hint was redirected", what => what is TraceEvent.HintRedirected),
    ];

    private static CoverageRow[] AntiEntropy() =>
    [
        new("Merkle trees were built from more than no rows", what => what is TraceEvent.TreesReady { Keys: > 0 }),
        new("a comparison found nothing that differs", what => what is TraceEvent.ExchangeEnded { Counts.Differing: 0 }),
        new("a comparison found what differs", what => what is TraceEvent.KeyDiffers),
        new("a comparison was given up", what => what is TraceEvent.ExchangeAbandoned),
        new("anti-entropy mended a row", what => what is TraceEvent.VersionsStored { Reason: StoreReason.Exchanged }),
        new("a bit flipped in a row", what => what is WorldEvent.BitFlipped),
        new("a damaged row was found", what => what is TraceEvent.RowDamaged),
    ];

    private static CoverageRow[] Membership() =>
    [
        new("a member joined", what => what is TraceEvent.MemberChanged { Phase: MemberPhase.Joined }),
        new("a member left", what => what is TraceEvent.MemberChanged { Phase: MemberPhase.Removed }),
        new("a write was refused for a stale ring", what => what is WorldEvent.MessageSent { Message: Message.ReplicaPutRefused { Reason: RefusalReason.StaleRing } }),
        new("a read was refused for a stale ring", what => what is WorldEvent.MessageSent { Message: Message.ReplicaGetRefused { Reason: RefusalReason.StaleRing } }),
        new("a peer was taken for down", what => what is TraceEvent.PeerStatusChanged { Status: PeerStatus.Down }),
        new("a transfer began", what => what is TraceEvent.TransferStarted),
        new("a transfer was resumed after a crash", what => what is TraceEvent.TransferResumed),
        new("a transfer ended", what => what is TraceEvent.TransferCompleted),
        new("the source of a transfer was replaced", what => what is TraceEvent.TransferSourceReplaced),
        new("strays were handed over", what => what is TraceEvent.StraysHandedOver),
        new("a change of the membership ended", what => what is TraceEvent.ChangeCompleted),
    ];

    private static CoverageRow[] Extras() =>
    [
        new("everybody was asked about tombstones", what => what is TraceEvent.ReapingProposed { IsSecond: false }),
        new("everybody was asked a second time", what => what is TraceEvent.ReapingProposed { IsSecond: true }),
        new("somebody stood against forgetting a tombstone", what => what is TraceEvent.ReapingEnded { Silent.IsEmpty: true } ended && ended.Agreed < ended.Keys),
        new("a tombstone was forgotten for good", what => what is TraceEvent.RowRemoved { Reason: RemoveReason.Reaped }),
        new("a value with a time to live was stored", what => what is TraceEvent.RequestEntered { Request: ClientRequest.Put { Content.TimeToLive: not null } }),
        new("rows that waited in memory were written", what => what is TraceEvent.RowsFlushed),
        new("background work changed its pace", what => what is TraceEvent.BackgroundPaced),
        new("a clock went wrong", what => what is WorldEvent.FaultInjected fault && fault.Fault.StartsWith("clock-", StringComparison.Ordinal)),
    ];
}
