// What nodes say to each other about a client's operation, as bytes.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Messages on behalf of a client's operation.</summary>
internal static class OperationWire
{
    public static void Write(WireWriter to, Message.OfOperation message)
    {
        var mark = to.Open(KindOf(message));
        to.Operation(1, message.Operation);
        switch (message)
        {
            case Message.ReplicaPut put:
                to.Key(2, put.Key);
                to.Versions(3, put.Versions);
                to.Number(4, put.RingEpoch);
                to.Node(5, put.IntendedFor);
                to.Flag(6, !put.IsDurable);
                break;
            case Message.ReplicaGet get:
                to.Key(2, get.Key);
                to.Number(3, get.RingEpoch);
                break;
            case Message.ReplicaGetAnswered answered: to.Versions(2, answered.Versions); break;
            case Message.ReadRepair repair:
                to.Key(2, repair.Key);
                to.Versions(3, repair.Versions);
                to.Node(4, repair.IntendedFor);
                break;
            case Message.ReplicaPutRefused refused: to.Number(2, (int)refused.Reason); break;
            case Message.ReplicaGetRefused refused: to.Number(2, (int)refused.Reason); break;
            case Message.ForwardedRequest forwarded:
                RequestWire.Write(to, 2, forwarded.Request);
                to.Time(3, forwarded.EnteredAt);
                break;
            case Message.ForwardedResponse forwarded: ResponseWire.Write(to, 2, forwarded.Response); break;
        }

        to.Close(mark);
    }

    public static Message? Read(int kind, ref WireReader from) => kind switch
    {
        WireKind.ReplicaPut => new Message.ReplicaPut(
            from.Operation(1), from.Key(2), from.Versions(3), from.Number(4), from.NodeOrNull(5), !from.Flag(6)),
        WireKind.ReplicaPutAcknowledged => new Message.ReplicaPutAcknowledged(from.Operation(1)),
        WireKind.ReplicaPutRefused => new Message.ReplicaPutRefused(from.Operation(1), from.Word<RefusalReason>(2)),
        WireKind.ReplicaGet => new Message.ReplicaGet(from.Operation(1), from.Key(2), from.Number(3)),
        WireKind.ReplicaGetAnswered => new Message.ReplicaGetAnswered(from.Operation(1), from.Versions(2)),
        WireKind.ReplicaGetRefused => new Message.ReplicaGetRefused(from.Operation(1), from.Word<RefusalReason>(2)),
        WireKind.ReadRepair => new Message.ReadRepair(from.Operation(1), from.Key(2), from.Versions(3), from.NodeOrNull(4)),
        WireKind.ReadRepairAcknowledged => new Message.ReadRepairAcknowledged(from.Operation(1)),
        WireKind.ForwardedRequest => new Message.ForwardedRequest(from.Operation(1), RequestWire.Read(from.Message(2)), from.Time(3)),
        WireKind.ForwardedResponse => new Message.ForwardedResponse(from.Operation(1), ResponseWire.Read(from.Message(2))),
        _ => null,
    };

    private static int KindOf(Message.OfOperation message) => message switch
    {
        Message.ReplicaPut => WireKind.ReplicaPut,
        Message.ReplicaPutAcknowledged => WireKind.ReplicaPutAcknowledged,
        Message.ReplicaGet => WireKind.ReplicaGet,
        Message.ReplicaGetAnswered => WireKind.ReplicaGetAnswered,
        Message.ReadRepair => WireKind.ReadRepair,
        Message.ReadRepairAcknowledged => WireKind.ReadRepairAcknowledged,
        Message.ReplicaPutRefused => WireKind.ReplicaPutRefused,
        Message.ReplicaGetRefused => WireKind.ReplicaGetRefused,
        Message.ForwardedRequest => WireKind.ForwardedRequest,
        Message.ForwardedResponse => WireKind.ForwardedResponse,
        _ => throw new InvalidOperationException($"{message.GetType().Name} has no number in wire.proto."),
    };
}
