// What a client must be allowed to do to use a route.
namespace DynamoKv.Web.Api;

/// <summary>What a token allows. None includes another.</summary>
[Flags]
public enum AccessScope
{
    /// <summary>Nothing: for routes that anybody may use.</summary>
    None = 0,

    /// <summary>Reading values and whatever the cluster tells of itself.</summary>
    Read = 1,

    /// <summary>Writing and deleting values.</summary>
    Write = 2,

    /// <summary>Changing the cluster, its runs and its buckets.</summary>
    Admin = 4,

    /// <summary>Breaking things on purpose.</summary>
    Chaos = 8,
}

/// <summary>
/// Route metadata: what a token must allow. A route without it is refused to everybody but those who signed in, so a
/// forgotten one is closed, not open.
/// </summary>
/// <param name="Scope">All of these.</param>
/// <param name="TakesSignIn">Whether a signed-in browser may use the route too; routes for programs ignore cookies.</param>
internal sealed record RequiredScope(AccessScope Scope, bool TakesSignIn = false)
{
    /// <summary>Where the name of the token that came with a request is kept among the request's items, for the log.</summary>
    public const string CallerItem = "dynamokv.caller";

    /// <summary>Anybody may use it.</summary>
    public static RequiredScope Open { get; } = new(AccessScope.None);

    /// <summary>What a route needs that says nothing else: reading for what changes nothing, administration for what may.</summary>
    public static RequiredScope For(string method) =>
        new(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? AccessScope.Read : AccessScope.Admin);
}

/// <summary>Says what a route needs.</summary>
internal static class RequiredScopeMapping
{
    /// <summary>All of these; in place of what its method alone would need.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder route, AccessScope scope, bool takesSignIn = false)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequiredScope(scope, takesSignIn));
}
