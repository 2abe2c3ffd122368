// Keeps the clocks of two nodes from being compared.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// A forwarded request says when it entered, and whoever gets it drops what is too old. Two machines' clocks may be hours
/// apart, so between hosts it says how old it is instead; the time that it travels is not counted.
/// </summary>
internal static class RequestAge
{
    /// <summary>The message as it travels.</summary>
    public static Message Leaving(Message message, Instant now) => message is Message.ForwardedRequest forwarded
        ? forwarded with { EnteredAt = Instant.After(now - forwarded.EnteredAt) }
        : message;

    /// <summary>The message as the receiver's node understands it, by the receiver's clock.</summary>
    public static Message Arrived(Message message, Instant now) => message is Message.ForwardedRequest forwarded
        ? forwarded with { EnteredAt = forwarded.EnteredAt > Instant.Zero ? now + -forwarded.EnteredAt.SinceStart : now }
        : message;
}
