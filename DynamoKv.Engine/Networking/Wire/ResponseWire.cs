// A coordinator's answer that travels back to where the request entered, as bytes.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>The answer to a client's request.</summary>
internal static class ResponseWire
{
    private const int ReadOk = 4;
    private const int Written = 5;
    private const int Deleted = 6;
    private const int NothingToDelete = 7;
    private const int AlreadyExists = 8;
    private const int TooManySiblings = 9;
    private const int QuorumMissed = 10;
    private const int TimedOut = 11;
    private const int Refused = 12;
    private const int Overloaded = 13;

    public static void Write(WireWriter to, int field, ClientResponse response)
    {
        var outer = to.Open(field);
        to.Operation(1, response.Operation);
        to.Node(2, response.Coordinator);
        to.Participation(3, response.Replicas);
        var mark = to.Open(KindOf(response));
        WriteBody(to, response);
        to.Close(mark);
        to.Close(outer);
    }

    public static ClientResponse Read(WireReader from)
    {
        var (operation, coordinator, replicas) = (from.Operation(1), from.Node(2), from.Participation(3));
        var kind = from.Next();
        var body = from.Message(kind);
        ClientResponse response = kind switch
        {
            ReadOk => new ClientResponse.Read(operation, coordinator, replicas, body.Versions(1), body.Context(2), body.Nodes(3)),
            Written => new ClientResponse.Written(operation, coordinator, replicas, body.Versions(1), body.Dot(2)),
            Deleted => new ClientResponse.Deleted(operation, coordinator, replicas, body.Versions(1), body.Dot(2)),
            NothingToDelete => new ClientResponse.NothingToDelete(operation, coordinator, replicas, body.Context(1)),
            AlreadyExists => new ClientResponse.AlreadyExists(operation, coordinator, replicas, body.Context(1)),
            TooManySiblings => new ClientResponse.TooManySiblings(
                operation, coordinator, replicas, body.Count(1), body.Count(2), body.Context(3)),
            QuorumMissed => new ClientResponse.QuorumMissed(operation, coordinator, replicas, body.Word<OperationKind>(1), body.Flag(2)),
            TimedOut => new ClientResponse.TimedOut(
                operation, coordinator, replicas, body.Word<OperationKind>(1), TimeSpan.FromTicks(body.Number(2))),
            Refused => new ClientResponse.Refused(operation, coordinator, replicas, body.Text(1)),
            Overloaded => new ClientResponse.Overloaded(operation, coordinator, replicas, body.Count(1)),
            _ => throw new UnknownWordException("kind of answer"),
        };
        body.End();
        from.End();
        return response;
    }

    private static int KindOf(ClientResponse response) => response switch
    {
        ClientResponse.Read => ReadOk,
        ClientResponse.Written => Written,
        ClientResponse.Deleted => Deleted,
        ClientResponse.NothingToDelete => NothingToDelete,
        ClientResponse.AlreadyExists => AlreadyExists,
        ClientResponse.TooManySiblings => TooManySiblings,
        ClientResponse.QuorumMissed => QuorumMissed,
        ClientResponse.TimedOut => TimedOut,
        ClientResponse.Refused => Refused,
        ClientResponse.Overloaded => Overloaded,
        _ => throw new InvalidOperationException($"{response.GetType().Name} has no number in wire.proto."),
    };

    private static void WriteBody(WireWriter to, ClientResponse response)
    {
        switch (response)
        {
            case ClientResponse.Read read:
                to.Versions(1, read.Versions);
                to.Context(2, read.Context);
                to.Nodes(3, read.Repaired);
                break;
            case ClientResponse.Stored stored:
                to.Versions(1, stored.Versions);
                to.Dot(2, stored.Dot);
                break;
            case ClientResponse.NothingToDelete nothing: to.Context(1, nothing.Context); break;
            case ClientResponse.AlreadyExists exists: to.Context(1, exists.Context); break;
            case ClientResponse.TooManySiblings many:
                to.Number(1, many.Count);
                to.Number(2, many.Limit);
                to.Context(3, many.Context);
                break;
            case ClientResponse.QuorumMissed missed:
                to.Number(1, (int)missed.Kind);
                to.Flag(2, missed.MayBeSeen);
                break;
            case ClientResponse.TimedOut late:
                to.Number(1, (int)late.Kind);
                to.Number(2, late.Waited.Ticks);
                break;
            case ClientResponse.Refused refused: to.Text(1, refused.Reason); break;
            case ClientResponse.Overloaded overloaded: to.Number(1, overloaded.Limit); break;
        }
    }
}
