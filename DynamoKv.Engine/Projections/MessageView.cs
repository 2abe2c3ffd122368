// A message under way at one line of a log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>A message under way at the moment of the snapshot.</summary>
/// <param name="Number">The message's number in the run; a copy has its own.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Receiver">To whom it goes.</param>
/// <param name="Message">What it says.</param>
/// <param name="SentAt">When it left.</param>
/// <param name="ArrivesAt">When the world means to deliver it; null: never.</param>
public sealed record MessageView(
    long Number, NodeId Sender, NodeId Receiver, Message Message, Instant SentAt, Instant? ArrivesAt);
