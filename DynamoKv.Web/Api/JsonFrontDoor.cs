// What "/" answers to programs.
namespace DynamoKv.Web.Api;

/// <summary>The browser owns "/"; a client that accepts JSON but no page gets the server's description and its resources there.</summary>
internal sealed class JsonFrontDoor(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path == "/" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && WantsOnlyJson(request))
        {
            request.Path = "/api/v1/resources";
            request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    private static bool WantsOnlyJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count > 0 && accepted.All(type => type.MediaType.Value is { } name
            && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase)));
    }
}
