// What nodes say to each other about membership, as bytes.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Messages of membership: the records in their own format, and a sign of life for each in their order.</summary>
internal static class MembershipWire
{
    public static void Write(WireWriter to, Message.OfMembership message)
    {
        var mark = to.Open(KindOf(message));
        var view = to.Open(1);
        to.Bytes(1, MembershipFormat.Encode(message.View));
        foreach (var (_, pulse) in message.View.Members)
            Write(to, 2, pulse);

        to.Close(view);
        to.Close(mark);
    }

    public static Message? Read(int kind, ref WireReader from) => kind switch
    {
        WireKind.Gossip => new Message.Gossip(ReadView(from.Message(1))),
        WireKind.GossipReply => new Message.GossipReply(ReadView(from.Message(1))),
        _ => null,
    };

    private static int KindOf(Message.OfMembership message) => message switch
    {
        Message.Gossip => WireKind.Gossip,
        Message.GossipReply => WireKind.GossipReply,
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no number in wire.proto."),
    };

    private static void Write(WireWriter to, int field, Pulse pulse)
    {
        var mark = to.Open(field);
        to.Number(1, pulse.Life);
        to.Number(2, pulse.Heartbeat);
        to.Hash(3, pulse.ReadyFor);
        to.Close(mark);
    }

    private static MembershipView ReadView(WireReader from)
    {
        var records = MembershipFormat.Decode(from.Bytes(1));
        var pulses = from.List(2, (ref WireReader one) => new Pulse(one.Number(1), one.Number(2), one.Hash(3)));
        from.End();
        if (pulses.Length != records.Length)
            throw new WireException($"A view has {records.Length} members and {pulses.Length} signs of life.");

        var members = ImmutableArray.CreateBuilder<MemberState>(records.Length);
        for (var index = 0; index < records.Length; index++)
            members.Add(new MemberState(InOrder(records, index), pulses[index]));

        return MembershipView.OfSorted(members.MoveToImmutable());
    }

    private static MemberRecord InOrder(ImmutableArray<MemberRecord> records, int index) =>
        index == 0 || records[index - 1].Id < records[index].Id
            ? records[index]
            : throw new WireException("The members of a view are not in order.");
}
