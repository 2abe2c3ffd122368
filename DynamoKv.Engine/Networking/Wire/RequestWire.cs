// A client's request that travels on to a coordinator, as bytes.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>A client's request.</summary>
internal static class RequestWire
{
    private const int Get = 4;
    private const int Put = 5;
    private const int Delete = 6;

    public static void Write(WireWriter to, int field, ClientRequest request)
    {
        var mark = to.Open(field);
        to.Operation(1, request.Operation);
        to.Key(2, request.Key);
        Write(to, 3, request.Options);
        WriteKind(to, request);
        to.Close(mark);
    }

    public static ClientRequest Read(WireReader from)
    {
        var (operation, key, options) = (from.Operation(1), from.Key(2), ReadOptions(from.Message(3)));
        var kind = from.Next();
        var body = from.Message(kind);
        ClientRequest request = kind switch
        {
            Get => new ClientRequest.Get(operation, key, options),
            Put => ReadPut(operation, key, options, ref body),
            Delete => new ClientRequest.Delete(operation, key, options, body.ContextOrNull(1)),
            _ => throw new UnknownWordException("kind of request"),
        };
        body.End();
        from.End();
        return request;
    }

    private static void WriteKind(WireWriter to, ClientRequest request)
    {
        switch (request)
        {
            case ClientRequest.Get: to.Close(to.Open(Get)); break;
            case ClientRequest.Put put: WritePut(to, put); break;
            case ClientRequest.Delete delete:
                var mark = to.Open(Delete);
                to.Context(1, delete.Context);
                to.Close(mark);
                break;
            default: throw new InvalidOperationException($"{request.GetType().Name} has no number in wire.proto.");
        }
    }

    private static void WritePut(WireWriter to, ClientRequest.Put put)
    {
        var mark = to.Open(Put);
        to.Bytes(1, put.Content.Value.Span);
        to.Text(2, put.Content.ContentType);
        to.Number(3, put.Content.TimeToLive?.Ticks);
        to.Context(4, put.Context);
        to.Flag(5, put.OnlyIfAbsent);
        to.Text(6, put.Content.Metadata);
        to.Close(mark);
    }

    private static ClientRequest.Put ReadPut(OperationId operation, Primitives.Key key, RequestOptions options, ref WireReader from)
    {
        var value = from.Bytes(1).ToArray();
        var content = new WriteContent(value, from.Text(2)) { TimeToLive = Span(from.NumberOrNull(3)) };
        var (context, onlyIfAbsent) = (from.ContextOrNull(4), from.Flag(5));
        return new ClientRequest.Put(operation, key, options, content with { Metadata = from.Text(6) }, context, onlyIfAbsent);
    }

    private static void Write(WireWriter to, int field, RequestOptions options)
    {
        var mark = to.Open(field);
        to.Number(1, options.Read);
        to.Number(2, options.Write);
        to.Number(3, options.PrimariesRead);
        to.Number(4, options.PrimariesWrite);
        to.Number(5, options.Timeout?.Ticks);
        to.Number(6, options.IsSloppy is { } isSloppy ? isSloppy ? 1 : 0 : null);
        to.Flag(7, !options.NotFoundCounts);
        to.Flag(8, options.IsBasicQuorum);
        to.Close(mark);
    }

    private static RequestOptions ReadOptions(WireReader from)
    {
        var options = new RequestOptions(
            from.CountOrNull(1), from.CountOrNull(2), from.CountOrNull(3), from.CountOrNull(4), Span(from.NumberOrNull(5)),
            from.NumberOrNull(6) is { } isSloppy ? isSloppy != 0 : null, !from.Flag(7), from.Flag(8));
        from.End();
        return options;
    }

    private static TimeSpan? Span(long? ticks) => ticks is { } known ? TimeSpan.FromTicks(known) : null;
}
