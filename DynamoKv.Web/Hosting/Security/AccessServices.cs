// Puts the guard into the server.
using DynamoKv.Web.Api;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>Puts the guard into the server.</summary>
internal static class AccessServices
{
    /// <summary>What the guard and the sign-in page need.</summary>
    public static void AddAccess(this IServiceCollection services, AccessTokens tokens)
    {
        services.AddSingleton(tokens);
        services.AddSingleton<SignInSessions>();
        services.AddSingleton<CircuitLimit>();
        services.AddSingleton<CircuitHandler>(provider => provider.GetRequiredService<CircuitLimit>());
        services.AddScoped<IVisitor, SignedInVisitor>();
    }

    /// <summary>Goes behind routing and in front of everything that answers.</summary>
    public static void UseAccessGuard(this IApplicationBuilder app)
    {
        app.UseMiddleware<AccessGuard>();
        app.Use(app.ApplicationServices.GetRequiredService<CircuitLimit>().Guard);
    }

    /// <summary>Files that are part of the program: anybody may have them.</summary>
    public static void OpenToAll(this IEndpointConventionBuilder files) => files.WithMetadata(RequiredScope.Open);
}
