// Reading and writing values.
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>PUT, GET, HEAD and DELETE of /data/{key}.</summary>
internal static class DataRoutes
{
    /// <summary>Carries a context to the server with raw values, and back with every answer that has one.</summary>
    public const string ContextHeader = "X-Dynamo-Context";

    private const string Pattern = "/data/{key}";
    private const string RawContentType = "application/octet-stream";
    private const int MaxContentTypeLength = 255;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("PUT", Pattern, PutAsync, Parameters.W, Parameters.PrimariesWrite, Parameters.Sloppy, Parameters.Timeout, Parameters.Via)
            .Describe<PutAnswer>(
                "Write a value",
                "A JSON body {\"value\", \"context\"?, \"ttl_seconds\"?}, or any other content type with the value's bytes as body "
                + "and the context in X-Dynamo-Context. Without a context the write is blind: it supersedes what its coordinator holds. "
                + "If-None-Match: * writes only where nothing live is stored. After ttl_seconds the value reads as deleted.",
                400, 409, 412, 413, 503, 504)
            .WithMetadata(NeedsNoPicture.Instance).Requires(AccessScope.Write);
        routes.MapApi("GET", Pattern, GetAsync, Parameters.R, Parameters.PrimariesRead, Parameters.Timeout, Parameters.Raw, Parameters.Via)
            .Describe<GetAnswer>("Read a value", "300 with every sibling when versions are concurrent; 404 with a context where a tombstone is known.", 300, 400, 404, 409, 503, 504)
            .WithMetadata(NeedsNoPicture.Instance);
        routes.MapApi("HEAD", Pattern, GetAsync, Parameters.R, Parameters.PrimariesRead, Parameters.Timeout, Parameters.Raw, Parameters.Via)
            .Describe<GetAnswer>("Read a value's headers", "As GET, without a body.", 300, 400, 404, 409, 503, 504)
            .WithMetadata(NeedsNoPicture.Instance);
        routes.MapApi("DELETE", Pattern, DeleteAsync, Parameters.W, Parameters.PrimariesWrite, Parameters.Sloppy, Parameters.Timeout, Parameters.Via)
            .Describe<DeleteAnswer>("Delete a value", "With the context in X-Dynamo-Context; without one it reads first and deletes exactly what it saw.", 400, 404, 409, 503, 504)
            .WithMetadata(NeedsNoPicture.Instance).Requires(AccessScope.Write);
    }

    private static async Task<IResult> PutAsync(ApiCall call)
    {
        var options = WriteOptions(call);
        var isOnlyIfAbsent = IsOnlyIfAbsent(call.Http.Request);
        var (content, contextText) = await ReadContentAsync(call.Http);
        return await WriteAsync(call, options, content, Context(contextText), isOnlyIfAbsent);
    }

    /// <summary>Writes, and answers.</summary>
    public static async Task<IResult> WriteAsync(ApiCall call, RequestOptions options, WriteContent content, CausalContext? context, bool isOnlyIfAbsent)
    {
        var key = call.Key;
        var response = await call.Session.SubmitAsync(
            call.Via(), operation => new ClientRequest.Put(operation, key, options, content, context, isOnlyIfAbsent), call.Cancellation);
        return DataAnswers.Put(call, response, content);
    }

    /// <summary>Reads, and answers.</summary>
    public static async Task<IResult> ReadAsync(ApiCall call, RequestOptions options, bool isRaw)
    {
        var key = call.Key;
        var response = await call.Session.SubmitAsync(call.Via(), operation => new ClientRequest.Get(operation, key, options), call.Cancellation);
        return ReadAnswers.Get(call, response, isRaw);
    }

    private static Task<IResult> GetAsync(ApiCall call)
    {
        var options = new RequestOptions(
            Read: Count(call, Parameters.R, 1), PrimariesRead: Count(call, Parameters.PrimariesRead, 0), Timeout: Timeout(call));
        return ReadAsync(call, options, call.Query.Flag(Parameters.Raw.Name));
    }

    private static async Task<IResult> DeleteAsync(ApiCall call)
    {
        var options = WriteOptions(call);
        var context = Context(Header(call.Http.Request, ContextHeader));
        var response = await call.Session.SubmitAsync(
            call.Via(), operation => new ClientRequest.Delete(operation, call.Key, options, context), call.Cancellation);
        return DataAnswers.Delete(call, response);
    }

    private static RequestOptions WriteOptions(ApiCall call)
    {
        var isSloppy = call.Query.Choice(Parameters.Sloppy.Name);
        if (isSloppy == true && call.Session.Options.Handoff is null)
        {
            throw ApiException.BadRequest("This cluster has no hinted handoff, so sloppy=true can't be: leave it out, writes go to the key's primaries only.");
        }

        return new RequestOptions(
            Write: Count(call, Parameters.W, 1), PrimariesWrite: Count(call, Parameters.PrimariesWrite, 0), Timeout: Timeout(call), IsSloppy: isSloppy);
    }

    private static int? Count(ApiCall call, QueryParameter parameter, int low) => call.Query.Number(parameter.Name, low, call.Session.Options.Quorum.N);

    private static TimeSpan? Timeout(ApiCall call) =>
        call.Query.Number(Parameters.Timeout.Name, 1, Parameters.MaxTimeoutMilliseconds) is { } wait ? TimeSpan.FromMilliseconds(wait) : null;

    private static CausalContext? Context(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return CausalContext.TryDecode(text, out var context, out var error) ? context : throw ApiException.BadRequest(error);
    }

    private static bool IsOnlyIfAbsent(HttpRequest request) => Header(request, "If-None-Match") switch
    {
        null => false,
        "*" => true,
        _ => throw ApiException.BadRequest("If-None-Match must be * here: it writes only where nothing live is stored."),
    };

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    private static async Task<(WriteContent Content, string? Context)> ReadContentAsync(HttpContext http)
    {
        if (!RequestBody.IsJson(http.Request))
        {
            return (new WriteContent(await RequestBody.ReadValueAsync(http), ContentType(http.Request)), Header(http.Request, ContextHeader));
        }

        var body = await RequestBody.ReadObjectAsync(http, "value", "context", "ttl_seconds");
        var value = body.Text("value") ?? throw ApiException.BadRequest("The body has no 'value': send {\"value\": \"...\"}.");
        RequestBody.RefuseLargeValue(Encoding.UTF8.GetByteCount(value));
        return (WriteContent.Text(value) with { TimeToLive = TimeToLive(body) }, body.Text("context") ?? Header(http.Request, ContextHeader));
    }

    private static TimeSpan? TimeToLive(JsonElement body)
    {
        if (!body.TryGetProperty("ttl_seconds", out var life) || life.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return CheckedTimeToLive(life.ValueKind == JsonValueKind.Number && life.TryGetInt64(out var seconds) ? seconds : 0);
    }

    /// <summary>A time to live that a value can have.</summary>
    public static TimeSpan CheckedTimeToLive(long seconds)
    {
        var most = (long)WriteContent.MaxTimeToLive.TotalSeconds;
        return seconds >= 1 && seconds <= most
            ? TimeSpan.FromSeconds(seconds)
            : throw ApiException.BadRequest($"ttl_seconds must be a whole number of seconds from 1 to {most} (ten years): leave it out for a value that stays.");
    }

    private static string ContentType(HttpRequest request) => CheckedContentType(request.ContentType ?? RawContentType);

    /// <summary>A content type that can be stored and sent as a header.</summary>
    public static string CheckedContentType(string type)
    {
        if (type.Length > MaxContentTypeLength)
        {
            throw ApiException.BadRequest($"The content type has {type.Length} characters: at most {MaxContentTypeLength} are kept.");
        }

        return WriteContent.IsContentType(type)
            ? type
            : throw ApiException.BadRequest("The content type may hold printable ASCII characters only: name the type of the bytes, such as image/png.");
    }
}
