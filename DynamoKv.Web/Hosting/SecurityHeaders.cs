// The headers that keep a browser from being turned against its user.
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting;

/// <summary>Adds security headers to every answer, and refuses WebSockets that another site's page opens.</summary>
public static class SecurityHeaders
{
    /// <summary>What pages may do. Inline styles are needed by the component library's positioned pop-ups.</summary>
    private const string PagePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>The API reference page starts with an inline script; it still may load nothing from elsewhere.</summary>
    private const string ReferencePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; object-src 'none'; base-uri 'self'";

    /// <summary>Goes in front of everything.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/scalar") ? ReferencePolicy : PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    });

    /// <summary>Refuses WebSockets that another site's page opens: browsers let any page open one, with this site's cookies.</summary>
    public static IApplicationBuilder UseWebSocketGuard(this IApplicationBuilder app)
    {
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        return app.Use((context, next) => IsForeignWebSocket(context.Request)
            ? Problems.Answer(StatusCodes.Status403Forbidden, "A page of another site may not open a WebSocket here.", time).ExecuteAsync(context)
            : next(context));
    }

    private static bool IsForeignWebSocket(HttpRequest request)
    {
        var isUpgrade = string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            || HttpMethods.IsConnect(request.Method);
        return isUpgrade && IsForeign(request);
    }

    /// <summary>Whether a request comes from a page of another site; programs do not say where they come from.</summary>
    public static bool IsForeign(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var site)
            && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
