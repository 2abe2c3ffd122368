// Lets in who may do what a route does.
using System.Text;
using DynamoKv.Web.Api;
using DynamoKv.Web.Api.Riak;
using Microsoft.Net.Http.Headers;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>
/// Lets in who may do what a route does. Programs send a bearer token; a cookie is nothing to their routes. Browsers sign
/// in, and may then use the pages. Stands behind routing: what a route needs is its metadata.
/// </summary>
internal sealed class AccessGuard(RequestDelegate next, AccessTokens tokens, SignInSessions sessions, ILoggerFactory logs)
{
    /// <summary>What a token must allow to sign in to the pages: they can do all of it.</summary>
    public const AccessScope PageScope = AccessScope.Read | AccessScope.Write | AccessScope.Admin;

    private const string Scheme = "Bearer";

    /// <summary>For what is no route of its own, such as the refusal of a method.</summary>
    private static readonly RequiredScope Least = new(AccessScope.Read);

    private readonly ILogger _log = logs.CreateLogger(SecurityLog.Category);

    public Task InvokeAsync(HttpContext context)
    {
        if (tokens.AreOff || context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }

        var isForPrograms = ApiErrors.IsForPrograms(context.Request.Path);
        var required = endpoint.Metadata.GetMetadata<RequiredScope>() ?? (isForPrograms ? Least : null);
        return required is null ? GuardPage(context) : GuardRoute(context, required);
    }

    private Task GuardRoute(HttpContext context, RequiredScope required)
    {
        if (required.Scope == AccessScope.None)
        {
            return next(context);
        }

        var sent = Sent(context.Request);
        var token = sent is null && required.TakesSignIn ? sessions.Find(Cookie(context)) : tokens.Find(sent);
        if (token is null)
        {
            return Unknown(context, sent is not null, required);
        }

        var missing = required.Scope & ~token.Scopes;
        context.Items[RequiredScope.CallerItem] = token.Name;
        return missing == AccessScope.None ? next(context) : Forbidden(context, token, missing);
    }

    private Task GuardPage(HttpContext context)
    {
        if (sessions.Find(Cookie(context)) is { } token)
        {
            context.User = SignedInVisitor.Of(token, context.Connection.RemoteIpAddress);
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && !context.WebSockets.IsWebSocketRequest && context.Request.GetTypedHeaders().Accept.Any(IsPage))
        {
            context.Response.Headers.Location = SignInPage.Path;
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            return Task.CompletedTask;
        }

        return Refuse(context, StatusCodes.Status401Unauthorized, "Sign in first: open / in a browser.");
    }

    private Task Unknown(HttpContext context, bool wasSent, RequiredScope required)
    {
        if (wasSent)
        {
            SecurityLog.UnknownToken(_log, context.Connection.RemoteIpAddress, context.Request.Method, RouteOf(context));
        }

        context.Response.Headers.WWWAuthenticate = wasSent ? $"{Scheme} realm=\"dynamokv\", error=\"invalid_token\"" : $"{Scheme} realm=\"dynamokv\"";
        return Refuse(context, StatusCodes.Status401Unauthorized, wasSent
            ? "The token is not known here: send one whose SHA-256 is in DynamoKv:Security:Tokens."
            : $"This needs a token with the scope {Words(required.Scope)}: send it as 'Authorization: Bearer ...'.");
    }

    private Task Forbidden(HttpContext context, AccessToken token, AccessScope missing)
    {
        SecurityLog.ScopeMissing(_log, token.Name, Words(missing), context.Request.Method, RouteOf(context));
        context.Response.Headers.WWWAuthenticate = $"{Scheme} realm=\"dynamokv\", error=\"insufficient_scope\", scope=\"{Words(missing)}\"";
        return Refuse(context, StatusCodes.Status403Forbidden, $"The token lacks the scope {Words(missing)}.");
    }

    private static Task Refuse(HttpContext context, int status, string sentence) =>
        ApiErrors.IsApi(context.Request.Path) || context.Request.Path.StartsWithSegments("/scalar")
            ? Problems.Answer(status, sentence, context.RequestServices.GetRequiredService<TimeProvider>()).ExecuteAsync(context)
            : RiakText.AnswerAsync(context, status, sentence + "\n");

    /// <summary>The token that a request carries; null: none. Riak clients can only send a name and a password: the password is the token.</summary>
    private static string? Sent(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
        {
            return header[(Scheme.Length + 1)..].Trim();
        }

        return header.Length == 0 ? null : RiakPath.Covers(request.Path) ? Password(header) : "";
    }

    private static string Password(string header)
    {
        const string Basic = "Basic ";
        var bytes = new byte[header.Length];
        return header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
            ? password
            : "";
    }

    private static string? Cookie(HttpContext context) => context.Request.Cookies[SignInSessions.CookieName];

    private static bool IsPage(MediaTypeHeaderValue type) => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) || type.MatchesAllTypes;

    /// <summary>The pattern, not the path: that may hold a key.</summary>
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    private static string Words(AccessScope scope) =>
        string.Join(' ', Enum.GetValues<AccessScope>().Where(one => one != AccessScope.None && scope.HasFlag(one)).Select(one => one.ToString().ToLowerInvariant()));
}
