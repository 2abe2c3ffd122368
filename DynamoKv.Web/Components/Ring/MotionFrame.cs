// What the browser needs to draw the messages on their way.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Ring;

/// <summary>What a message looks like on its way.</summary>
public enum MessageLook
{
    /// <summary>A forwarded request.</summary>
    Request,

    /// <summary>Versions to keep.</summary>
    Copy,

    /// <summary>An acknowledgement.</summary>
    Acknowledged,

    /// <summary>A replica is asked what it holds.</summary>
    Question,

    /// <summary>What it holds, or an operation's answer on its way back.</summary>
    Answer,

    /// <summary>Versions that a read found missing.</summary>
    Repair,

    /// <summary>A probe or its echo.</summary>
    Ping,

    /// <summary>A hint on its way to the node that it is meant for.</summary>
    Handoff,

    /// <summary>A range of keys, or talk about one, between an old and a new owner.</summary>
    Range,

    /// <summary>Gossip and the comparing of trees: steady background.</summary>
    Background,
}

/// <summary>At most ten a second: the clock, and the messages that are new since the last frame.</summary>
/// <param name="Now">The virtual time, in microseconds.</param>
/// <param name="Rate">Virtual microseconds that pass in one real millisecond; 0: time stands still.</param>
/// <param name="Reset">Forget all messages before this frame.</param>
/// <param name="Messages">A row a message: number, sender's and receiver's index, look, sent at, arrives at, 1 when lost.</param>
/// <param name="Lost">Numbers of messages that were drawn as arriving and are now known to be lost.</param>
public sealed record MotionFrame(
    double Now, double Rate, bool Reset, IReadOnlyList<double[]> Messages, IReadOnlyList<long> Lost)
{
    /// <summary>The most messages in one frame; more are left out.</summary>
    public const int MaxMessages = 300;

    /// <summary>How a message looks.</summary>
    public static MessageLook LookOf(Message message) => message switch
    {
        Message.ForwardedRequest => MessageLook.Request,
        Message.ReplicaPut => MessageLook.Copy,
        Message.ReplicaPutAcknowledged or Message.ReadRepairAcknowledged => MessageLook.Acknowledged,
        Message.ReplicaGet => MessageLook.Question,
        Message.ReadRepair => MessageLook.Repair,
        Message.Ping or Message.Pong => MessageLook.Ping,
        Message.HintDelivery => MessageLook.Handoff,
        Message.HintAcknowledged => MessageLook.Acknowledged,
        Message.OfTransfer => MessageLook.Range,
        Message.OfMembership or Message.OfAntiEntropy or Message.OfReaping => MessageLook.Background,
        _ => MessageLook.Answer,
    };

    /// <summary>How a message looks that nobody saw on its way.</summary>
    public static MessageLook LookOf(SeenMessage message) => message switch
    {
        SeenMessage.Request => MessageLook.Request,
        SeenMessage.Copy => MessageLook.Copy,
        SeenMessage.Acknowledgement => MessageLook.Acknowledged,
        SeenMessage.Repair => MessageLook.Repair,
        _ => MessageLook.Answer,
    };
}
