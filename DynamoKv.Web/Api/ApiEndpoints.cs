// All routes of the API in one place.
using DynamoKv.Web.Api.Riak;
using DynamoKv.Web.Sessions;
using Scalar.AspNetCore;

namespace DynamoKv.Web.Api;

/// <summary>Everything that speaks JSON.</summary>
public static class ApiEndpoints
{
    private const string Root = "/api/v1";

    /// <summary>What the routes need.</summary>
    public static void AddApi(this IServiceCollection services, int maxWebSocketReaders)
    {
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower);
        services.AddSingleton<BucketPropertyStore>();
        services.AddSingleton(provider => new WebSocketReaders(
            maxWebSocketReaders, provider.GetRequiredService<IRunRegistry>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>()));
    }

    /// <summary>Goes in front of whatever answers programs.</summary>
    public static void UseApiErrors(this IApplicationBuilder app)
    {
        app.UseMiddleware<JsonFrontDoor>(); // first: what it turns into an API path is then an API path for all others
        app.UseMiddleware<ApiErrors>();
    }

    /// <summary>Goes in front of routing.</summary>
    public static void UseApi(this IApplicationBuilder app)
    {
        app.UseMiddleware<KeyPath>();
        app.UseMiddleware<RiakGate>();
    }

    /// <summary>Maps all routes: once for main, once below each run.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var main = routes.MapGroup(Root);
        MapRun(main);
        RunRoutes.MapAll(main);
        BackupRoutes.Map(main);
        main.MapApi("GET", "/resources", RiakServerRoutes.List)
            .Describe<Dictionary<string, string>>(
                "What is where", "What GET / answers to a client that accepts only JSON: the server, and the resources that Riak clients look for. "
                + "All values are texts.", 400);
        var one = main.MapGroup("/runs/{run}");
        MapRun(one);
        RunRoutes.MapOne(one);
        GossipRoutes.Map(routes);
        GossipRoutes.Map(one);
        ServerRoutes.Map(routes);
        routes.MapRiak();
        routes.MapGet("/ws", (HttpContext http, WebSocketReaders readers) => readers.AcceptAsync(http)).ExcludeFromDescription().Requires(AccessScope.Read, takesSignIn: true);
        routes.MapOpenApi().Requires(AccessScope.Read, takesSignIn: true);
        routes.MapScalarApiReference("/scalar", options => options.WithTitle("DynamoKv API").DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry())
            .Requires(AccessScope.Read, takesSignIn: true);
    }

    private static void MapRun(IEndpointRouteBuilder routes)
    {
        DataRoutes.Map(routes);
        BatchRoutes.Map(routes);
        KeyRoutes.Map(routes);
        ClusterRoutes.Map(routes);
        EventRoutes.Map(routes);
        HintRoutes.Map(routes);
        ClockRoutes.Map(routes);
        ExportRoutes.Map(routes);
        MembershipRoutes.Map(routes);
        MerkleRoutes.Map(routes);
        FaultRoutes.Map(routes);
    }
}
