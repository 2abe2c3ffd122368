// What the things of the space-time diagram are called.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Flow;

/// <summary>What the things of the space-time diagram are called, for people.</summary>
public static class FlowNames
{
    /// <summary>A message's short word in the picture: "copy", "has it".</summary>
    public static string Word(MessageLook look) => look switch
    {
        MessageLook.Request => PlayText.LegendRequest,
        MessageLook.Copy => PlayText.LegendWrite,
        MessageLook.Acknowledged => PlayText.LegendAcknowledged,
        MessageLook.Question => PlayText.LegendRead,
        MessageLook.Answer => PlayText.LegendAnswer,
        MessageLook.Repair => PlayText.LegendRepair,
        MessageLook.Ping => PlayText.LegendPing,
        MessageLook.Handoff => ClusterText.LegendHandoff,
        MessageLook.Range => ClusterText.LegendRange,
        _ => FlowText.Background,
    };

    /// <summary>What became of a message: "arrived", "under way", "lost: partition"; of a copy, that it is one.</summary>
    public static string State(FlowMessage message)
    {
        var state = message.State switch
        {
            FlowState.Delivered => FlowText.Arrived,
            FlowState.InFlight => FlowText.UnderWay,
            _ => Words.Fill(FlowText.Lost, Reason(message.Reason)),
        };
        return message.CopyOf is { } original ? Words.Fill(FlowText.CopyOf, state, original) : state;
    }

    /// <summary>Why a message is lost.</summary>
    public static string Reason(DropReason? reason) => reason switch
    {
        DropReason.Partition => FlowText.LostPartition,
        DropReason.ReceiverDown => FlowText.LostDown,
        DropReason.Loss => FlowText.LostLoss,
        null => FlowText.LostUnknown,
        _ => FlowText.LostByHand,
    };

    /// <summary>How an operation stands.</summary>
    public static string State(OperationState state) => state switch
    {
        OperationState.Running => FlowText.Waits,
        OperationState.Succeeded => FlowText.Succeeded,
        OperationState.Failed => FlowText.Failed,
        _ => FlowText.Unknown,
    };

    /// <summary>What a node was like for a while.</summary>
    public static string Of(FlowSpanKind kind) => kind switch
    {
        FlowSpanKind.Down => PlayText.ConditionDown,
        FlowSpanKind.Paused => PlayText.ConditionPaused,
        _ => FlowText.NoTrace,
    };

    /// <summary>How something stands to what is chosen; a dash: not at all.</summary>
    public static string Of(FlowRelation relation) => relation switch
    {
        FlowRelation.Chosen => FlowText.IsChosen,
        FlowRelation.Past => FlowText.IsPast,
        FlowRelation.Future => FlowText.IsFuture,
        _ => "–",
    };

    /// <summary>A message that nobody saw on its way, in the words of the log.</summary>
    public static string Of(SeenMessage message) => message switch
    {
        SeenMessage.RoundTrip => FlowText.RoundTrip,
        _ => message.ToString().ToLowerInvariant(),
    };

    /// <summary>An operation: "put cart:alice".</summary>
    public static string Of(FlowBar bar) => Words.Fill("{0} {1}", bar.Kind.ToString().ToLowerInvariant(), bar.Key.Text);

    /// <summary>A message in one line, for whoever points at it.</summary>
    public static string Line(FlowMessage message) => Words.Fill(
        FlowText.MessageLine, message.Number, message.Type, message.Sender, message.Receiver, State(message), Words.Seconds(message.SentAt));
}
