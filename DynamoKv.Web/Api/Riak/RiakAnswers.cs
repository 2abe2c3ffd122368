// Objects on their way out.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Writes objects as answers: one content as a body of its own type, several as a list of vtags or as parts.</summary>
internal static class RiakAnswers
{
    private const string VtagList = "text/plain";
    private const string Parts = "multipart/mixed";
    private const string VclockHeader = "X-Riak-Vclock";
    private const string DeletedHeader = "X-Riak-Deleted";

    /// <summary>An object that is there: 200, or 300 when it has several contents.</summary>
    public static Task ObjectAsync(RiakCall call, RiakObject found, int status = StatusCodes.Status200OK) => found.Contents.Count == 1
        ? ContentAsync(call, found, found.Contents[0], status)
        : SiblingsAsync(call, found);

    /// <summary>One content of an object.</summary>
    /// <exception cref="RiakProblem">When the client does not take its type: 406.</exception>
    public static Task ContentAsync(RiakCall call, RiakObject found, Sibling content, int status = StatusCodes.Status200OK)
    {
        var type = content.ContentType.Length > 0 ? content.ContentType : "application/octet-stream";
        if (RiakAccept.Choose(call.Http.Request, type) is null && HttpMethods.IsGet(call.Http.Request.Method))
        {
            throw new RiakProblem(StatusCodes.Status406NotAcceptable, "");
        }

        var headers = call.Http.Response.Headers;
        Common(call, found, RiakObject.Vtag(content), RiakObject.Time(content.WrittenAt));
        foreach (var (name, value) in RiakMetadata.Headers(content, call.Name))
        {
            headers.Append(name, value);
        }

        if (content.IsTombstone)
        {
            headers[DeletedHeader] = "true";
        }

        return BodyAsync(call, status, type, content.Value);
    }

    /// <summary>Nothing is stored: 404, with what a client needs to write over a deletion.</summary>
    public static Task MissingAsync(RiakCall call, RiakObject found)
    {
        if (found.IsDeleted)
        {
            call.Http.Response.Headers[VclockHeader] = RiakObject.Vclock(found.Context);
            call.Http.Response.Headers[DeletedHeader] = "true";
        }

        return RiakText.AnswerAsync(call.Http, StatusCodes.Status404NotFound, RiakProblem.NotFoundText);
    }

    /// <summary>The client has it already: 304.</summary>
    public static Task UnchangedAsync(RiakCall call, RiakObject found)
    {
        Common(call, found, found.Tag, found.LastModified);
        call.Http.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private static Task SiblingsAsync(RiakCall call, RiakObject found)
    {
        var type = RiakAccept.Choose(call.Http.Request, VtagList, Parts) ?? throw new RiakProblem(StatusCodes.Status406NotAcceptable, "");
        Common(call, found, found.Tag, found.LastModified);
        if (type == VtagList)
        {
            var list = new StringBuilder("Siblings:\n");
            foreach (var content in found.Contents)
            {
                list.Append(RiakObject.Vtag(content)).Append('\n');
            }

            return BodyAsync(call, StatusCodes.Status300MultipleChoices, VtagList, Encoding.ASCII.GetBytes(list.ToString()));
        }

        var boundary = RiakObject.Letters(BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(16)));
        return BodyAsync(call, StatusCodes.Status300MultipleChoices, $"{Parts}; boundary={boundary}", Multipart(call, found, boundary));
    }

    private static ReadOnlyMemory<byte> Multipart(RiakCall call, RiakObject found, string boundary)
    {
        using var body = new MemoryStream();
        foreach (var content in found.Contents)
        {
            body.Write(Encoding.Latin1.GetBytes(PartHead(call, content, boundary)));
            body.Write(content.Value.Span);
        }

        body.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static string PartHead(RiakCall call, Sibling content, string boundary)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"\r\n--{boundary}\r\nContent-Type: {content.ContentType}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Etag: {RiakObject.Vtag(content)}\r\nLast-Modified: {RiakObject.Time(content.WrittenAt):R}\r\n");
        foreach (var (name, value) in RiakMetadata.Headers(content, call.Name))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return head.Append(content.IsTombstone ? DeletedHeader + ": true\r\n" : "").Append("\r\n").ToString();
    }

    private static void Common(RiakCall call, RiakObject found, string tag, DateTimeOffset lastModified)
    {
        var headers = call.Http.Response.Headers;
        headers[VclockHeader] = RiakObject.Vclock(found.Context);
        headers.ETag = $"\"{tag}\"";
        headers.LastModified = lastModified.ToString("R", CultureInfo.InvariantCulture);
        headers.Vary = "Accept, Accept-Encoding";
        headers.CacheControl = "no-cache";
    }

    /// <summary>Always a download and never a page: a stored value must not run as this site's markup or script.</summary>
    private static Task BodyAsync(RiakCall call, int status, string type, ReadOnlyMemory<byte> body)
    {
        var response = call.Http.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.ContentDisposition = "attachment";
        return call.IsHead ? Task.CompletedTask : response.Body.WriteAsync(body, call.Cancellation).AsTask();
    }
}
