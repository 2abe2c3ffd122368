// Stands in front of the Riak-compatible routes.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Reads the names of the path, and turns whatever goes wrong below into a status with a text, as Riak does.</summary>
internal sealed class RiakGate(RequestDelegate next, ILogger<RiakGate> log) : ErrorGate(log)
{
    public Task InvokeAsync(HttpContext context)
    {
        var raw = KeyPath.RawPath(context);
        return RiakPath.Covers(context.Request.Path) || RiakPath.Covers(raw) ? GuardAsync(context, http => ServeAsync(http, raw)) : next(context);
    }

    private async Task ServeAsync(HttpContext context, string raw)
    {
        if (RiakPath.TryRead(raw, out var name, out var route))
        {
            context.Items[typeof(RiakName)] = name;
            context.Request.Path = route;
        }

        await next(context);
        await ExplainBareStatus(context);
    }

    /// <inheritdoc/>
    protected override Task AnswerAsync(HttpContext context, int status, string words) => RiakText.AnswerAsync(context, status, words);

    /// <inheritdoc/>
    protected override (int Status, string Words) Explain(Exception problem)
    {
        if (problem is RiakProblem known)
        {
            return (known.Status, known.Text);
        }

        var (status, error) = ApiErrors.Judge(problem);
        // Riak has no paused clusters: to its clients the node is out of service for now.
        return (problem is RunPausedException ? StatusCodes.Status503ServiceUnavailable : status, error + "\n");
    }

    private static Task ExplainBareStatus(HttpContext context)
    {
        var response = context.Response;
        return response.HasStarted || response.StatusCode is < 400 or StatusCodes.Status412PreconditionFailed || response.ContentType is not null
            ? Task.CompletedTask
            : RiakText.AnswerAsync(context, response.StatusCode, response.StatusCode switch
            {
                StatusCodes.Status404NotFound => RiakProblem.NotFoundText,
                StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here: use {response.Headers.Allow}.\n",
                _ => "The request was refused.\n",
            });
    }
}

/// <summary>Plain texts as answers.</summary>
internal static class RiakText
{
    /// <summary>A status with a text; a HEAD request gets no text.</summary>
    public static Task AnswerAsync(HttpContext context, int status, string text)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (text.Length == 0)
        {
            response.ContentLength = 0;
            return Task.CompletedTask;
        }

        response.ContentType = "text/plain";
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
