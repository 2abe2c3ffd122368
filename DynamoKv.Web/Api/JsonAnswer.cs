// An answer on its way out.
namespace DynamoKv.Web.Api;

/// <summary>An answer with a JSON body; a HEAD request gets its headers only.</summary>
internal sealed class JsonAnswer(int status, byte[] body, string contentType = "application/json") : IResult
{
    public int Status => status;

    /// <summary>Status 200 and so on with a shape as body.</summary>
    public static JsonAnswer Of<T>(T shape, int status = StatusCodes.Status200OK) => new(status, ApiJson.Bytes(shape));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : WriteAsync(response);
    }

    // Without a token: the server itself ends a write to a client that is gone or too slow.
    private Task WriteAsync(HttpResponse response)
    {
        var writing = response.BodyWriter.WriteAsync(body);
        return writing.IsCompletedSuccessfully ? Task.CompletedTask : writing.AsTask();
    }
}
