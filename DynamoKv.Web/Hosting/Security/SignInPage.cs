// The page on which a person signs in.
using System.Text;
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>GET and POST of /sign-in, POST of /sign-out. A plain form: it works before anything else is let in.</summary>
internal static class SignInPage
{
    public const string Path = "/sign-in";

    private const string Field = "token";
    private const string OutPath = "/sign-out";

    private const string Document = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Sign in - DynamoKv</title>
          <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 12vh auto; padding: 0 1rem; }
            label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
            input, button { margin-top: .5rem; padding: .5rem; }
            p[role=alert] { border-left: .25rem solid; padding-left: .75rem; }
          </style>
        </head>
        <body>
          <h1>DynamoKv</h1>
          <form method="post" action="/sign-in">
            <label for="token">Access token</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
            <button type="submit">Sign in</button>
          </form>
          {alert}
        </body>
        </html>
        """;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).WithMetadata(RequiredScope.Open);
        routes.MapPost(Path, SignInAsync).WithMetadata(RequiredScope.Open);
        routes.MapPost(OutPath, SignOutAsync).WithMetadata(RequiredScope.Open);
    }

    private static Task ShowAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<AccessTokens>().AreOff ? RedirectAsync(context, "/") : PageAsync(context, StatusCodes.Status200OK, "");

    private static async Task SignInAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(SecurityLog.Category);
        var token = IsOwnForm(context.Request) ? services.GetRequiredService<AccessTokens>().Find(await TokenAsync(context)) : null;
        var problem = token is null ? "This token is not known here."
            : (token.Scopes & AccessGuard.PageScope) != AccessGuard.PageScope ? "The pages need a token with the scopes read, write and admin."
            : null;
        if (problem is not null)
        {
            SecurityLog.SignInFailed(log, context.Connection.RemoteIpAddress, problem);
            await PageAsync(context, token is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden, problem);
            return;
        }

        SecurityLog.SignedIn(log, token!.Name, context.Connection.RemoteIpAddress);
        context.Response.Cookies.Append(SignInSessions.CookieName, services.GetRequiredService<SignInSessions>().Begin(token), Options(context));
        await RedirectAsync(context, "/");
    }

    private static Task SignOutAsync(HttpContext context)
    {
        if (IsOwnForm(context.Request))
        {
            context.RequestServices.GetRequiredService<SignInSessions>().End(context.Request.Cookies[SignInSessions.CookieName]);
            context.Response.Cookies.Delete(SignInSessions.CookieName, Options(context));
        }

        return RedirectAsync(context, Path);
    }

    private static async Task<string?> TokenAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return (await context.Request.ReadFormAsync(context.RequestAborted))[Field].ToString().Trim();
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>A form of another site's page would sign its visitor in as somebody else.</summary>
    private static bool IsOwnForm(HttpRequest request) => !SecurityHeaders.IsForeign(request)
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = SignInSessions.Life,
    };

    private static Task PageAsync(HttpContext context, int status, string problem)
    {
        var alert = problem.Length == 0 ? "" : $"<p role=\"alert\">{problem}</p>"; // our own sentences only
        var bytes = Encoding.UTF8.GetBytes(Document.Replace("{alert}", alert));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static Task RedirectAsync(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
