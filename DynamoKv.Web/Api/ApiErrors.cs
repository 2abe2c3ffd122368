// Turns whatever goes wrong below into a problem.
using DynamoKv.Web.Api.Riak;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Routing.Template;

namespace DynamoKv.Web.Api;

/// <summary>Stands in front of all routes that speak JSON: what they throw, and bare statuses such as 404 and 405, become problems.</summary>
internal sealed class ApiErrors(RequestDelegate next, TimeProvider time, ILogger<ApiErrors> log) : ErrorGate(log)
{
    private static readonly string[] Roots = ["/api", "/ws", "/gossip", "/health", "/openapi", "/metrics"];

    /// <summary>Paths that programs ask, not people: their errors are no pages.</summary>
    public static bool IsForPrograms(PathString path) => IsApi(path) || RiakPath.Covers(path);

    /// <summary>Paths whose answers are JSON, errors included.</summary>
    public static bool IsApi(PathString path) => Array.Exists(Roots, root => path.StartsWithSegments(root));

    public Task InvokeAsync(HttpContext context) => IsApi(context.Request.Path) ? GuardAsync(context, ServeAsync) : next(context);

    /// <inheritdoc/>
    protected override (int Status, string Words) Explain(Exception problem) => Judge(problem);

    /// <inheritdoc/>
    protected override Task AnswerAsync(HttpContext context, int status, string words) => Problems.Answer(status, words, time).ExecuteAsync(context);

    /// <summary>Whether a status and a sentence are known for it: it is no fault of the server's own.</summary>
    public static bool IsKnown(Exception problem) => Judge(problem).Status != StatusCodes.Status500InternalServerError;

    /// <summary>The status and sentence of what went wrong.</summary>
    public static (int Status, string Error) Judge(Exception problem) => problem switch
    {
        ApiException known => (known.Status, known.Message),
        RunPausedException or NotSimulatedException or FaultRefusedException or RunRecordedException => (StatusCodes.Status409Conflict, problem.Message),
        RunLimitException or NodeDownException or RunStoppedException => (StatusCodes.Status503ServiceUnavailable, problem.Message),
        NodeSilentException => (StatusCodes.Status504GatewayTimeout, problem.Message),
        BadHttpRequestException bad => (bad.StatusCode, BadRequestSentence(bad)),
        _ => (StatusCodes.Status500InternalServerError, "The server met an error of its own; its log has the details. Nothing is known about the outcome."),
    };

    private static string BadRequestSentence(BadHttpRequestException bad) => bad.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? RequestBody.TooLargeSentence
        : "The request could not be read: " + bad.Message;

    private async Task ServeAsync(HttpContext context)
    {
        await next(context);
        await ExplainBareStatus(context);
    }

    private Task ExplainBareStatus(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentLength is not null || response.ContentType is not null)
        {
            return Task.CompletedTask;
        }

        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed && !IsRoute(context))
        {
            response.StatusCode = StatusCodes.Status404NotFound; // a fallback for pages and files knows any path, by other methods
            response.Headers.Remove("Allow");
        }

        var error = response.StatusCode switch
        {
            404 => $"There is no route {context.Request.Path}: see /openapi/v1.json, or /scalar in a browser, for those that exist.",
            405 => $"{context.Request.Method} is not possible here: use {response.Headers.Allow}.",
            415 => "The content type is not supported here: send application/json.",
            _ => "The request was refused.",
        };
        return AnswerAsync(context, response.StatusCode, error);
    }

    private static bool IsRoute(HttpContext context) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Select(route => "/" + route.RoutePattern.RawText?.TrimStart('/'))
        .Where(pattern => IsApi(pattern))
        .Any(pattern => new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(context.Request.Path, []));
}
