// The short way of plain reads and writes.
using System.Buffers;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Api;
using DynamoKv.Web.Hosting.Security;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting;

/// <summary>
/// Answers plain puts and gets in front of routing, which costs more than they do (docs/performance.md). Whatever is not plain,
/// and whatever would be refused, goes the usual way; both ways end in the same handlers and give the same answers.
/// </summary>
internal sealed class ShortWay(RequestDelegate next, IRunRegistry runs, AccessTokens tokens, TimeProvider time)
{
    private const string Root = "/api/v1/data/";
    private const string Bearer = "Bearer ";
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~:");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.QueryString.HasValue)
        {
            return next(context);
        }

        return request.Method switch
        {
            "GET" when PlainKey(context) is { } key && MayPass(context, AccessScope.Read) => GetAsync(context, key),
            "PUT" when PlainBody.IsPossible(request) && PlainKey(context) is { } key && MayPass(context, AccessScope.Write) => PutAsync(context, key),
            _ => next(context),
        };
    }

    private async Task GetAsync(HttpContext context, Key key)
    {
        if (Call(context, key) is not { } call)
        {
            await next(context);
            return;
        }

        var answer = await DataRoutes.ReadAsync(call, Engine.Protocol.RequestOptions.None, isRaw: false);
        await answer.ExecuteAsync(context);
    }

    private async Task PutAsync(HttpContext context, Key key)
    {
        if (Call(context, key) is not { } call || await PlainBody.ReadAsync(context) is not { } body)
        {
            await next(context);
            return;
        }

        var answer = await DataRoutes.WriteAsync(call, Engine.Protocol.RequestOptions.None, body.Content, body.Context, isOnlyIfAbsent: false);
        await answer.ExecuteAsync(context);
    }

    private ApiCall? Call(HttpContext context, Key key) =>
        runs.Find(RunRegistry.MainName) is { } session ? ApiCall.OfMain(context, runs, time, session, key) : null;

    /// <summary>The key of a path that needs no decoding; null: it is another path.</summary>
    private static Key? PlainKey(HttpContext context)
    {
        var path = KeyPath.RawPath(context);
        return path.StartsWith(Root, StringComparison.Ordinal)
            && !path.AsSpan(Root.Length).ContainsAnyExcept(Plain)
            && Key.TryCreate(path[Root.Length..], out var key, out _)
            ? key
            : null;
    }

    /// <summary>Whether a token allows it, or none is needed. A refusal is the guard's, on the usual way.</summary>
    private bool MayPass(HttpContext context, AccessScope scope)
    {
        if (tokens.AreOff)
        {
            return true;
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || tokens.Find(header[Bearer.Length..].Trim()) is not { } token || !token.Scopes.HasFlag(scope))
        {
            return false;
        }

        context.Items[RequiredScope.CallerItem] = token.Name;
        return true;
    }
}
