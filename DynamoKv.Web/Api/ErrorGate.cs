// What all gates do with whatever goes wrong behind them.
namespace DynamoKv.Web.Api;

/// <summary>Runs what stands behind it, and answers for it when it fails: each family of routes in its own words.</summary>
internal abstract partial class ErrorGate(ILogger log)
{
    /// <summary>Runs the work; what it throws before it has begun to answer becomes an answer.</summary>
    protected async Task GuardAsync(HttpContext context, RequestDelegate work)
    {
        try
        {
            await work(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            await ExplainAsync(context, problem);
        }
    }

    /// <summary>The status and words of what went wrong.</summary>
    protected abstract (int Status, string Words) Explain(Exception problem);

    /// <summary>Answers so.</summary>
    protected abstract Task AnswerAsync(HttpContext context, int status, string words);

    private Task ExplainAsync(HttpContext context, Exception problem)
    {
        var (status, words) = Explain(problem);
        if (status == StatusCodes.Status500InternalServerError)
        {
            Failed(log, context.Request.Method, problem);
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return AnswerAsync(context, status, words);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} request failed")]
    private static partial void Failed(ILogger log, string method, Exception problem);
}
