// What the world says about messages, disks, lives and faults.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>Something that the world around the nodes did. A closed set.</summary>
public abstract partial record WorldEvent : TraceEvent
{
    /// <summary>A message left its sender. <see cref="ArrivesAt"/> is when the world means to deliver it; null: dropped at once.</summary>
    public sealed record MessageSent(long Number, NodeId Sender, NodeId Receiver, Message Message, Instant? ArrivesAt) : WorldEvent;

    /// <summary>A message reached its receiver.</summary>
    public sealed record MessageDelivered(long Number, NodeId Sender, NodeId Receiver) : WorldEvent;

    /// <summary>A message will never arrive.</summary>
    public sealed record MessageDropped(long Number, NodeId Sender, NodeId Receiver, DropReason Reason) : WorldEvent;

    /// <summary>A second copy of a message is under way, with a number of its own.</summary>
    public sealed record MessageDuplicated(long Number, long CopyNumber, Instant ArrivesAt) : WorldEvent;

    /// <summary>A message that is under way will arrive later than was meant: somebody holds it back.</summary>
    public sealed record MessageDelayed(long Number, NodeId Sender, NodeId Receiver, Instant ArrivesAt) : WorldEvent;

    /// <summary>A node's process ended; what it lost.</summary>
    public sealed record NodeCrashed(NodeId Node, CrashLoss Loss, string Cause) : WorldEvent;

    /// <summary>A node's process was started again.</summary>
    public sealed record NodeRestarted(NodeId Node) : WorldEvent;

    /// <summary>A node stands still: it takes no input until it is resumed.</summary>
    public sealed record NodePaused(NodeId Node) : WorldEvent;

    /// <summary>A paused node goes on, with all that arrived meanwhile.</summary>
    public sealed record NodeResumed(NodeId Node) : WorldEvent;

    /// <summary>A fault is in force from now.</summary>
    public sealed record FaultInjected(string Fault, string Description) : WorldEvent
    {
        /// <summary>Who can't be heard by whom while it is in force; empty for faults that cut no link.</summary>
        public ImmutableArray<LinkBarrier> Barriers { get; init; } = [];
    }

    /// <summary>A fault is over.</summary>
    public sealed record FaultHealed(string Fault) : WorldEvent;

    /// <summary>A bit of a stored row changed by itself. The node knows nothing of it.</summary>
    public sealed record BitFlipped(NodeId Node, Key Key) : WorldEvent;

    /// <summary>A batch of steps was made durable.</summary>
    public sealed record BatchCommitted(NodeId Node, int Inputs) : WorldEvent;
}

/// <summary>Why a message never arrives.</summary>
public enum DropReason
{
    /// <summary>Lost on the way.</summary>
    Loss,

    /// <summary>A partition or cut lies between sender and receiver.</summary>
    Partition,

    /// <summary>The receiver was down when it arrived.</summary>
    ReceiverDown,

    /// <summary>Somebody dropped it on purpose.</summary>
    ByHand,
}

/// <summary>What a crash loses.</summary>
public enum CrashLoss
{
    /// <summary>The process dies; a batch that was being written reaches the disk, unacknowledged.</summary>
    Memory,

    /// <summary>The power fails; a batch that was being written is lost.</summary>
    Unsynced,

    /// <summary>The disk is lost.</summary>
    Disk,
}

/// <summary>One line of a log. Lines are numbered from 1 and ordered; <see cref="Cause"/> is the number of the line that led to this one, 0 for none.</summary>
/// <param name="Node">Where it happened; null: in the world between.</param>
public sealed record LogEntry(long Number, Instant At, NodeId? Node, long Cause, TraceEvent What);
