// What nodes say to each other about anti-entropy, as bytes.
using System.Collections.Immutable;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Messages of anti-entropy.</summary>
internal static class AntiEntropyWire
{
    public static void Write(WireWriter to, Message.OfAntiEntropy message)
    {
        var mark = to.Open(KindOf(message));
        Write(to, 1, message.Exchange);
        to.Number(2, message.Step);
        if (message is Message.OfExchange { Terms: var terms })
            Write(to, 3, terms);

        WriteBody(to, message);
        to.Close(mark);
    }

    public static Message? Read(int kind, ref WireReader from)
    {
        if (kind is < WireKind.CompareHashes or > WireKind.ExchangeRefused)
            return null;

        var (id, step) = (ReadId(from.Message(1)), from.Count(2));
        return kind switch
        {
            WireKind.CompareHashes => new Message.CompareHashes(id, step, ReadTerms(from.Message(3)), from.List(4, ReadHash)),
            WireKind.HashesCompared => new Message.HashesCompared(id, step, from.List(3, ReadDifference)),
            WireKind.ListKeys => new Message.ListKeys(
                id, step, ReadTerms(from.Message(3)), from.List(4, ReadAddress), from.KeyOrNull(5)),
            WireKind.KeysListed => new Message.KeysListed(
                id, step, from.Digests(3, (key, digest) => new KeyDigest(key, digest)), from.Count(4), from.KeyOrNull(5)),
            WireKind.SwapVersions => new Message.SwapVersions(
                id, step, ReadTerms(from.Message(3)), from.Rows(4, (key, versions) => new KeyVersions(key, versions)), from.Keys(5)),
            WireKind.VersionsSwapped => new Message.VersionsSwapped(
                id, step, from.Rows(3, (key, versions) => new KeyVersions(key, versions)), from.Count(4)),
            _ => new Message.ExchangeRefused(id, step, from.Word<ExchangeRefusal>(3)),
        };
    }

    private static int KindOf(Message.OfAntiEntropy message) => message switch
    {
        Message.CompareHashes => WireKind.CompareHashes,
        Message.HashesCompared => WireKind.HashesCompared,
        Message.ListKeys => WireKind.ListKeys,
        Message.KeysListed => WireKind.KeysListed,
        Message.SwapVersions => WireKind.SwapVersions,
        Message.VersionsSwapped => WireKind.VersionsSwapped,
        Message.ExchangeRefused => WireKind.ExchangeRefused,
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no number in wire.proto."),
    };

    private static void WriteBody(WireWriter to, Message.OfAntiEntropy message)
    {
        switch (message)
        {
            case Message.CompareHashes compare:
                foreach (var (address, hash) in compare.Nodes)
                    Write(to, 4, address, hash);
                break;
            case Message.HashesCompared compared:
                foreach (var (address, left, right) in compared.Differing)
                    Write(to, 3, address, left, right);
                break;
            case Message.ListKeys list:
                foreach (var leaf in list.Leaves)
                    Write(to, 4, leaf);
                to.Key(5, list.After);
                break;
            case Message.KeysListed listed:
                foreach (var (key, digest) in listed.Keys)
                    to.Digest(3, key, digest);
                to.Number(4, listed.CompleteLeaves);
                to.Key(5, listed.Reached);
                break;
            case Message.SwapVersions swap:
                WriteRows(to, 4, swap.Offered);
                to.Keys(5, swap.Wanted);
                break;
            case Message.VersionsSwapped swapped:
                WriteRows(to, 3, swapped.Rows);
                to.Number(4, swapped.Merged);
                break;
            case Message.ExchangeRefused refused: to.Number(3, (int)refused.Reason); break;
        }
    }

    private static void WriteRows(WireWriter to, int field, ImmutableArray<KeyVersions> rows)
    {
        foreach (var (key, versions) in rows)
            to.Row(field, key, versions);
    }

    private static void Write(WireWriter to, int field, ExchangeId id)
    {
        var mark = to.Open(field);
        to.Node(1, id.Source);
        to.Number(2, id.Incarnation);
        to.Number(3, id.Number);
        to.Close(mark);
    }

    private static ExchangeId ReadId(WireReader from)
    {
        var id = new ExchangeId(from.Node(1), from.Number(2), from.Number(3));
        from.End();
        return id;
    }

    private static void Write(WireWriter to, int field, ExchangeTerms terms)
    {
        var mark = to.Open(field);
        to.Number(1, terms.RingEpoch);
        to.Hash(2, terms.Shape);
        to.Flag(3, terms.IsByHand);
        to.Close(mark);
    }

    private static ExchangeTerms ReadTerms(WireReader from)
    {
        var terms = new ExchangeTerms(from.Number(1), from.Hash(2), from.Flag(3));
        from.End();
        return terms;
    }

    private static void Write(WireWriter to, int field, MerkleAddress address, ulong first = 0, ulong second = 0)
    {
        var mark = to.Open(field);
        to.Signed(1, address.Range);
        to.Number(2, address.Node);
        to.Hash(3, first);
        to.Hash(4, second);
        to.Close(mark);
    }

    private static MerkleAddress ReadAddress(ref WireReader from) => new(checked((int)from.Signed(1)), from.Count(2));

    private static MerkleHashAt ReadHash(ref WireReader from) => new(ReadAddress(ref from), from.Hash(3));

    private static MerkleDifference ReadDifference(ref WireReader from) => new(ReadAddress(ref from), from.Hash(3), from.Hash(4));
}
