// How many pages may be open.
using DynamoKv.Web.Api;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>Counts open circuits, one a page in a browser. Past the limit a page is told to come back. One a server.</summary>
internal sealed class CircuitLimit(ServerOptions options) : CircuitHandler
{
    private int _open;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Whether no more may open.</summary>
    public bool IsReached => Open >= options.Limits.MaxCircuits;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _open);
        return Task.CompletedTask;
    }

    /// <summary>Refuses pages, and circuits that begin, while the limit is reached.</summary>
    public Task Guard(HttpContext context, RequestDelegate next)
    {
        var isBeginning = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            || context.Request.Path.StartsWithSegments("/_blazor/negotiate");
        if (!isBeginning || !IsReached)
        {
            return next(context);
        }

        context.Response.Headers.RetryAfter = "10";
        var sentence = $"{options.Limits.MaxCircuits} pages are open already: close one, or try again later.";
        return Problems.Answer(StatusCodes.Status503ServiceUnavailable, sentence, context.RequestServices.GetRequiredService<TimeProvider>())
            .ExecuteAsync(context);
    }
}
