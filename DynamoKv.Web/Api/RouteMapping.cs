// How routes are declared: handler, parameters and description in one place.
namespace DynamoKv.Web.Api;

/// <summary>How routes are declared.</summary>
internal static class RouteMapping
{
    /// <summary>Maps a route whose handler sees an <see cref="ApiCall"/>; other query parameters than these are refused.</summary>
    public static RouteHandlerBuilder MapApi(
        this IEndpointRouteBuilder routes, string method, string pattern, Func<ApiCall, Task<IResult>> handler, params QueryParameter[] parameters) =>
        // Cast, because a lambda over HttpContext alone would be taken for one that writes the response itself.
        routes.MapMethods(pattern, [method], (Delegate)(async (HttpContext http) => await handler(await ApiCall.ForAsync(http))))
            .WithMetadata(new AcceptedQuery(parameters), RequiredScope.For(method));

    /// <summary>As above for a handler that awaits nothing.</summary>
    public static RouteHandlerBuilder MapApi(
        this IEndpointRouteBuilder routes, string method, string pattern, Func<ApiCall, IResult> handler, params QueryParameter[] parameters) =>
        routes.MapApi(method, pattern, call => Task.FromResult(handler(call)), parameters);

    /// <summary>Describes a route for the OpenAPI document: the shape of its good answer, and the problems it may answer.</summary>
    public static RouteHandlerBuilder Describe<TAnswer>(this RouteHandlerBuilder route, string summary, string description, params int[] others)
    {
        route.WithSummary(summary).WithDescription(description).Produces<TAnswer>(StatusCodes.Status200OK, "application/json");
        foreach (var status in others)
        {
            _ = status == StatusCodes.Status300MultipleChoices
                ? route.Produces<TAnswer>(status, "application/json")
                : route.Produces<ProblemAnswer>(status, Problems.ContentType);
        }

        return route;
    }
}
