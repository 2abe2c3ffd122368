// What nodes say to each other about removing tombstones for good, as bytes.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Messages of reaping.</summary>
internal static class ReapingWire
{
    public static void Write(WireWriter to, Message.OfReaping message)
    {
        var mark = to.Open(KindOf(message));
        to.Number(1, message.Round);
        switch (message)
        {
            case Message.ReapProposed proposed:
                to.Number(2, proposed.Epoch);
                WriteKeys(to, 3, proposed.Keys);
                break;
            case Message.ReapAnswered answered when !answered.Agreed.IsEmpty:
                to.Bytes(2, [.. answered.Agreed.Select(agreed => agreed ? (byte)1 : (byte)0)]);
                break;
            case Message.ReapAgreed agreed: WriteKeys(to, 2, agreed.Keys); break;
        }

        to.Close(mark);
    }

    public static Message? Read(int kind, ref WireReader from) => kind switch
    {
        WireKind.ReapProposed => new Message.ReapProposed(from.Number(1), from.Number(2), ReadKeys(ref from, 3)),
        WireKind.ReapAnswered => new Message.ReapAnswered(from.Number(1), ReadFlags(ref from, 2)),
        WireKind.ReapAgreed => new Message.ReapAgreed(from.Number(1), ReadKeys(ref from, 2)),
        _ => null,
    };

    private static int KindOf(Message.OfReaping message) => message switch
    {
        Message.ReapProposed => WireKind.ReapProposed,
        Message.ReapAnswered => WireKind.ReapAnswered,
        Message.ReapAgreed => WireKind.ReapAgreed,
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no number in wire.proto."),
    };

    private static void WriteKeys(WireWriter to, int field, ImmutableArray<ReapedKey> keys)
    {
        foreach (var (key, digest) in keys)
            to.Digest(field, key, digest);
    }

    private static ImmutableArray<ReapedKey> ReadKeys(ref WireReader from, int field) =>
        from.Digests(field, (key, digest) => new ReapedKey(key, digest));

    // Packed: a byte a flag, as Protobuf writes repeated scalars.
    private static ImmutableArray<bool> ReadFlags(ref WireReader from, int field)
    {
        if (!from.Has(field))
            return [];

        var bytes = from.Bytes(field);
        var flags = ImmutableArray.CreateBuilder<bool>(bytes.Length);
        foreach (var one in bytes)
            flags.Add(one <= 1 ? one == 1 : throw new WireException("A flag is neither yes nor no."));

        return flags.MoveToImmutable();
    }
}
