// How a log entry changes the messages under way.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

internal static class MessageFold
{
    public static ImmutableSortedDictionary<long, MessageView> Apply(
        ImmutableSortedDictionary<long, MessageView> inFlight, LogEntry entry) => entry.What switch
        {
            WorldEvent.MessageSent { ArrivesAt: not null } sent => inFlight.SetItem(sent.Number, Sent(sent, entry)),
            WorldEvent.MessageDuplicated copy => Duplicate(inFlight, copy),
            WorldEvent.MessageDelayed delayed when inFlight.TryGetValue(delayed.Number, out var view) =>
                inFlight.SetItem(delayed.Number, view with { ArrivesAt = delayed.ArrivesAt }),
            WorldEvent.MessageDelivered delivered => inFlight.Remove(delivered.Number),
            WorldEvent.MessageDropped dropped => inFlight.Remove(dropped.Number),
            _ => inFlight,
        };

    private static MessageView Sent(WorldEvent.MessageSent sent, LogEntry entry) =>
        new(sent.Number, sent.Sender, sent.Receiver, sent.Message, entry.At, sent.ArrivesAt);

    private static ImmutableSortedDictionary<long, MessageView> Duplicate(
        ImmutableSortedDictionary<long, MessageView> inFlight, WorldEvent.MessageDuplicated copy) =>
        inFlight.TryGetValue(copy.Number, out var original)
            ? inFlight.SetItem(copy.CopyNumber, original with { Number = copy.CopyNumber, ArrivesAt = copy.ArrivesAt })
            : inFlight;
}
