// A message in the space-time diagram.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Ring;

namespace DynamoKv.Web.Components.Flow;

/// <summary>A message, as far as it is known at the moment on show.</summary>
/// <param name="Number">Its number in the run; a copy has its own.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Receiver">To whom.</param>
/// <param name="Type">What kind it is, in the words of the log: "replica put".</param>
/// <param name="Look">How it is drawn.</param>
/// <param name="SentEvent">The entry at which it left; 0: before what is on show.</param>
/// <param name="SentAt">When it left.</param>
public sealed record FlowMessage(
    long Number, NodeId Sender, NodeId Receiver, string Type, MessageLook Look, long SentEvent, Instant SentAt)
{
    /// <summary>When the world means to deliver it; null: never.</summary>
    public Instant? ArrivesAt { get; init; }

    /// <summary>What has become of it.</summary>
    public FlowState State { get; init; }

    /// <summary>Why it never arrives; null: it is not lost.</summary>
    public DropReason? Reason { get; init; }

    /// <summary>The entry at which it arrived or was lost; 0: neither yet.</summary>
    public long EndEvent { get; init; }

    /// <summary>When it arrived or was lost.</summary>
    public Instant? EndAt { get; init; }

    /// <summary>The message of which this is a second copy; null: of none.</summary>
    public long? CopyOf { get; init; }

    /// <summary>On behalf of which operation; null: of none.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>How it stands to what is chosen.</summary>
    public FlowRelation Relation { get; init; }

    /// <summary>Gossip, probes, and the comparing of trees: steady background, folded unless wanted.</summary>
    public bool IsBackground => Look is MessageLook.Background or MessageLook.Ping;

    /// <summary>The entry that stands for it: its end, or while it is under way its beginning.</summary>
    public long Pivot => EndEvent > 0 ? EndEvent : SentEvent;
}
