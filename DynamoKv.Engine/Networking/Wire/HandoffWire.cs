// What nodes say to each other about hinted handoff, as bytes.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Messages of hinted handoff.</summary>
internal static class HandoffWire
{
    public static void Write(WireWriter to, Message.OfHandoff message)
    {
        var mark = to.Open(KindOf(message));
        to.Key(1, message.Key);
        if (message is Message.HintDelivery delivery)
            to.Versions(2, delivery.Versions);
        else if (message is Message.HintAcknowledged acknowledged)
            to.Hash(2, acknowledged.Digest);

        to.Close(mark);
    }

    public static Message? Read(int kind, ref WireReader from) => kind switch
    {
        WireKind.HintDelivery => new Message.HintDelivery(from.Key(1), from.Versions(2)),
        WireKind.HintAcknowledged => new Message.HintAcknowledged(from.Key(1), from.Hash(2)),
        WireKind.HintRefused => new Message.HintRefused(from.Key(1)),
        _ => null,
    };

    private static int KindOf(Message.OfHandoff message) => message switch
    {
        Message.HintDelivery => WireKind.HintDelivery,
        Message.HintAcknowledged => WireKind.HintAcknowledged,
        Message.HintRefused => WireKind.HintRefused,
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no number in wire.proto."),
    };
}
