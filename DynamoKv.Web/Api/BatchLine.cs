// One line of a batch, checked.
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>One line of a batch, checked: what to do with which key.</summary>
internal sealed record BatchLine(OperationKind Kind, Key Key, WriteContent? Content, CausalContext? Context)
{
    private const string Shape =
        "The line is no JSON object such as {\"op\":\"put\",\"key\":\"...\",\"value\":\"...\"}: op is put, get or delete; "
        + "a put may have context, encoding, content_type and ttl_seconds, a delete context.";

    /// <summary>The word for what is done.</summary>
    public string Op => Kind switch
    {
        OperationKind.Put => "put",
        OperationKind.Get => "get",
        _ => "delete",
    };

    /// <summary>The parts of a line as they were sent.</summary>
    /// <exception cref="ApiException">When it is no such object.</exception>
    public static BatchOrder Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, BatchJson.Default.BatchOrder) ?? throw ApiException.BadRequest(Shape);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw ApiException.BadRequest(Shape); // the second: half a character, which no text can hold
        }
    }

    /// <summary>Checks a line.</summary>
    /// <exception cref="ApiException">When something in it is wrong; says what.</exception>
    public static BatchLine Of(BatchOrder order)
    {
        var kind = order.Op switch
        {
            "put" => OperationKind.Put,
            "get" => OperationKind.Get,
            "delete" => OperationKind.Delete,
            _ => throw ApiException.BadRequest("'op' must be put, get or delete."),
        };
        if (!Key.TryCreate(order.Key, out var key, out var error))
        {
            throw ApiException.BadRequest(error);
        }

        RefuseStray(kind, order);
        return new BatchLine(kind, key, kind == OperationKind.Put ? ContentOf(order) : null, ContextOf(order));
    }

    /// <summary>The request of this line.</summary>
    public ClientRequest Request(OperationId operation) => Kind switch
    {
        OperationKind.Put => new ClientRequest.Put(operation, Key, RequestOptions.None, Content!, Context, OnlyIfAbsent: false),
        OperationKind.Get => new ClientRequest.Get(operation, Key, RequestOptions.None),
        _ => new ClientRequest.Delete(operation, Key, RequestOptions.None, Context),
    };

    /// <summary>A part that the operation would ignore is refused.</summary>
    private static void RefuseStray(OperationKind kind, BatchOrder order)
    {
        if (kind != OperationKind.Put && (order.Value ?? order.Encoding ?? order.ContentType ?? (object?)order.TtlSeconds) is not null)
        {
            throw ApiException.BadRequest("'value', 'encoding', 'content_type' and 'ttl_seconds' belong to a put only.");
        }

        if (kind == OperationKind.Get && order.Context is not null)
        {
            throw ApiException.BadRequest("'context' belongs to a put or a delete only.");
        }
    }

    private static WriteContent ContentOf(BatchOrder order)
    {
        var value = order.Value ?? throw ApiException.BadRequest("A put needs 'value'.");
        var bytes = order.Encoding switch
        {
            null or "utf8" => Encoding.UTF8.GetBytes(value),
            "base64" => ImportLine.Bytes(value),
            var other => throw ApiException.BadRequest($"'encoding' is '{other}': it must be utf8 or base64."),
        };
        RequestBody.RefuseLargeValue(bytes.Length);
        var type = DataRoutes.CheckedContentType(order.ContentType ?? WriteContent.TextContentType);
        return new WriteContent(bytes, type) { TimeToLive = order.TtlSeconds is { } life ? DataRoutes.CheckedTimeToLive(life) : null };
    }

    private static CausalContext? ContextOf(BatchOrder order)
    {
        if (order.Context is null)
        {
            return null;
        }

        return CausalContext.TryDecode(order.Context, out var context, out var error) ? context : throw ApiException.BadRequest(error);
    }
}
