// Every route says what it needs.
using DynamoKv.Tests.Api;
using DynamoKv.Web.Api;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Hosting.Security;

public sealed class RouteScopeTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    /// <summary>Routes of the framework: they belong to the pages, so one has to be signed in.</summary>
    private static readonly string[] Framework = ["/_blazor", "/_framework", "/{**path:file}"];

    private RouteEndpoint[] Routes => [.. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Every_route_but_pages_and_the_framework_says_what_it_needs()
    {
        string[] forgotten =
        [
            .. Routes.Where(route => route.Metadata.GetMetadata<RequiredScope>() is null && route.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
                .Select(route => "/" + route.RoutePattern.RawText?.TrimStart('/'))
                .Where(path => !Framework.Any(own => path.StartsWith(own, StringComparison.Ordinal))),
        ];
        Assert.Empty(forgotten);
    }

    [Fact]
    public void Nothing_that_may_change_something_is_open_or_opened_by_reading()
    {
        string[] open =
        [
            .. Routes.Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Any(IsChange) == true)
                .Where(route => route.Metadata.GetMetadata<RequiredScope>()?.Scope is AccessScope.None or AccessScope.Read)
                .Select(route => route.RoutePattern.RawText ?? "")
                .Where(path => path is not ("/sign-in" or "/sign-out") && !IsRefusal(path)),
        ];
        Assert.Empty(open);
    }

    [Fact]
    public void Only_what_browsers_show_takes_a_sign_in() =>
        Assert.All(
            Routes.Where(route => route.Metadata.GetMetadata<RequiredScope>()?.TakesSignIn == true).Select(route => route.RoutePattern.RawText!.TrimStart('/')),
            path => Assert.True(path is "ws" || path.StartsWith("openapi", StringComparison.Ordinal) || path.StartsWith("scalar", StringComparison.Ordinal), path));

    private static bool IsChange(string method) => method is "PUT" or "POST" or "DELETE" or "PATCH";

    /// <summary>Routes of Riak's that answer 501 whatever the method.</summary>
    private static bool IsRefusal(string path) => path.EndsWith("/walk", StringComparison.Ordinal) || path.StartsWith("/search", StringComparison.Ordinal)
        || path.StartsWith("/solr", StringComparison.Ordinal) || path.Split('/')[^1] is "mapred" or "index" or "counters" or "datatypes";
}
