// What can be said about a run: the words of the log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

/// <summary>
/// Something that happened. The cases in this file are said by a node about itself; those of
/// <see cref="WorldEvent"/> are said by the world around it. A closed set.
/// </summary>
public abstract partial record TraceEvent
{
    /// <summary>Whether it tells what the disk holds now: true as soon as the disk has it, even if the node dies before anybody hears.</summary>
    public virtual bool IsOnDisk => false;

    /// <summary>The node's life began, with these many rows on its disk.</summary>
    public sealed record Started(long Incarnation, long Keys) : TraceEvent;

    /// <summary>A client's request entered at this node.</summary>
    public sealed record RequestEntered(ClientRequest Request) : TraceEvent;

    /// <summary>This node is no replica of the key (or can't coordinate): it asks one that is.</summary>
    public sealed record RequestForwarded(OperationId Operation, Key Key, NodeId Coordinator) : TraceEvent;

    /// <summary>This node coordinates the operation: whom it asks, and how many must answer.</summary>
    public sealed record Coordinating(OperationId Operation, OperationKind Kind, Key Key, ImmutableArray<NodeId> Replicas, int Required) : TraceEvent;

    /// <summary>This node's disk holds these versions of the key now.</summary>
    /// <param name="Operation">The client operation that led to it; null: none, the node did it in the background.</param>
    /// <param name="IsBuffered">Its memory holds them, its disk does not yet (Dynamo 6.1): see <see cref="RowsFlushed"/>.</param>
    public sealed record VersionsStored(OperationId? Operation, Key Key, SiblingSet Versions, StoreReason Reason, bool IsBuffered = false)
        : TraceEvent
    {
        /// <inheritdoc/>
        public override bool IsOnDisk => !IsBuffered;
    }

    /// <summary>This node's disk holds nothing of the key any more.</summary>
    public sealed record RowRemoved(Key Key, RemoveReason Reason) : TraceEvent
    {
        /// <inheritdoc/>
        public override bool IsOnDisk => true;
    }

    /// <summary>A replica's answer was counted.</summary>
    public sealed record AnswerCounted(OperationId Operation, NodeId Replica, bool IsSuccess, int Reached, int Required) : TraceEvent;

    /// <summary>The operation was settled and its answer goes to the client (or to the node where it entered).</summary>
    public sealed record OperationSettled(ClientResponse Response) : TraceEvent;

    /// <summary>A client of this node gets its answer.</summary>
    public sealed record ClientAnswered(ClientResponse Response) : TraceEvent;

    /// <summary>A replica answered a read with less than the merged versions and is sent them.</summary>
    public sealed record RepairSent(OperationId Operation, Key Key, NodeId Replica) : TraceEvent;

    /// <summary>A peer has not answered: from here it looks down.</summary>
    public sealed record PeerSuspected(NodeId Peer) : TraceEvent;

    /// <summary>A suspected peer was heard again.</summary>
    public sealed record PeerHeardAgain(NodeId Peer) : TraceEvent;

    /// <summary>A stored row had a wrong checksum and counts as missing.</summary>
    public sealed record RowDamaged(Key Key) : TraceEvent;

    /// <summary>The disk refused a write.</summary>
    public sealed record WriteRefused(OperationId? Operation, Key Key, string Reason) : TraceEvent;
}

/// <summary>Why a node stored versions.</summary>
public enum StoreReason
{
    /// <summary>It coordinates the write.</summary>
    Coordinated,

    /// <summary>The coordinator sent it its copy.</summary>
    Replicated,

    /// <summary>A read found it behind.</summary>
    Repaired,

    /// <summary>A fallback handed over what it had kept (Dynamo 4.6).</summary>
    HandedOff,

    /// <summary>Anti-entropy found it behind (Dynamo 4.7).</summary>
    Exchanged,

    /// <summary>The key's range moves to this node (Dynamo 4.9).</summary>
    Transferred,
}

/// <summary>Why a node removed a row.</summary>
public enum RemoveReason
{
    /// <summary>A tombstone that all replicas held, past its grace period.</summary>
    Reaped,

    /// <summary>The node is no replica of the key any more, and all that are have it.</summary>
    HandedOver,
}
