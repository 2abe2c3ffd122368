// What nodes say to each other about transfers of key ranges, as bytes.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Messages of transfers.</summary>
internal static class TransferWire
{
    public static void Write(WireWriter to, Message.OfTransfer message)
    {
        var mark = to.Open(KindOf(message));
        to.Number(1, message.Epoch);
        switch (message)
        {
            case Message.TransferOffer offer:
                to.Hash(2, offer.Move);
                to.Number(3, offer.Ranges);
                to.Number(4, offer.Keys);
                break;
            case Message.TransferRequest request:
                to.Hash(2, request.Move);
                to.Node(3, request.InsteadOf);
                to.Key(4, request.After);
                to.Number(5, request.Limit);
                break;
            case Message.TransferBatch batch: Write(to, batch); break;
            case Message.TransferPaused paused:
                to.Hash(2, paused.Move);
                to.Node(3, paused.InsteadOf);
                break;
            case Message.TransferFinished finished: to.Hash(2, finished.Move); break;
            case Message.StrayCheck check: WriteKeys(to, 2, check.Keys); break;
            case Message.StrayChecked answer:
                WriteKeys(to, 2, answer.Held);
                to.Keys(3, answer.Wanted);
                break;
            case Message.StrayRows stray: WriteRows(to, 2, stray.Rows); break;
            case Message.StrayRowsMerged merged: WriteKeys(to, 2, merged.Keys); break;
        }

        to.Close(mark);
    }

    public static Message? Read(int kind, ref WireReader from) => kind switch
    {
        WireKind.TransferOffer => new Message.TransferOffer(from.Number(1), from.Hash(2), from.Count(3), from.Number(4)),
        WireKind.TransferRequest => new Message.TransferRequest(
            from.Number(1), from.Hash(2), from.NodeOrNull(3), from.KeyOrNull(4), from.Count(5)),
        WireKind.TransferBatch => new Message.TransferBatch(
            from.Number(1), from.Hash(2), from.NodeOrNull(3), from.KeyOrNull(4), ReadRows(ref from, 5), from.KeyOrNull(6), from.Flag(7),
            from.Number(8)),
        WireKind.TransferPaused => new Message.TransferPaused(from.Number(1), from.Hash(2), from.NodeOrNull(3)),
        WireKind.TransferFinished => new Message.TransferFinished(from.Number(1), from.Hash(2)),
        WireKind.StrayCheck => new Message.StrayCheck(from.Number(1), ReadKeys(ref from, 2)),
        WireKind.StrayChecked => new Message.StrayChecked(from.Number(1), ReadKeys(ref from, 2), from.Keys(3)),
        WireKind.StrayRows => new Message.StrayRows(from.Number(1), ReadRows(ref from, 2)),
        WireKind.StrayRowsMerged => new Message.StrayRowsMerged(from.Number(1), ReadKeys(ref from, 2)),
        _ => null,
    };

    private static int KindOf(Message.OfTransfer message) => message switch
    {
        Message.TransferOffer => WireKind.TransferOffer,
        Message.TransferRequest => WireKind.TransferRequest,
        Message.TransferBatch => WireKind.TransferBatch,
        Message.TransferPaused => WireKind.TransferPaused,
        Message.TransferFinished => WireKind.TransferFinished,
        Message.StrayCheck => WireKind.StrayCheck,
        Message.StrayChecked => WireKind.StrayChecked,
        Message.StrayRows => WireKind.StrayRows,
        Message.StrayRowsMerged => WireKind.StrayRowsMerged,
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no number in wire.proto."),
    };

    private static void Write(WireWriter to, Message.TransferBatch batch)
    {
        to.Hash(2, batch.Move);
        to.Node(3, batch.InsteadOf);
        to.Key(4, batch.After);
        WriteRows(to, 5, batch.Rows);
        to.Key(6, batch.Next);
        to.Flag(7, batch.IsLast);
        to.Number(8, batch.KeysTotal);
    }

    private static void WriteRows(WireWriter to, int field, ImmutableArray<TransferRow> rows)
    {
        foreach (var (key, versions) in rows)
            to.Row(field, key, versions);
    }

    private static void WriteKeys(WireWriter to, int field, ImmutableArray<StrayKey> keys)
    {
        foreach (var (key, digest) in keys)
            to.Digest(field, key, digest);
    }

    private static ImmutableArray<TransferRow> ReadRows(ref WireReader from, int field) =>
        from.Rows(field, (key, versions) => new TransferRow(key, versions));

    private static ImmutableArray<StrayKey> ReadKeys(ref WireReader from, int field) =>
        from.Digests(field, (key, digest) => new StrayKey(key, digest));
}
