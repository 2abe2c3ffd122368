// Probes.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>GET of /health/live and /health/ready, in either mode.</summary>
internal static class ServerRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Probe(routes, "/health/live", time => JsonAnswer.Of(new HealthAnswer("live", UnixTime.Now(time))))
            .Describe<HealthAnswer>("Is the process alive", "200 while the server answers at all.", 400);
        var readiness = new Lazy<IReadiness>(routes.ServiceProvider.GetRequiredService<IReadiness>);
        Probe(routes, "/health/ready", time => Ready(readiness.Value, time))
            .Describe<HealthAnswer>("Can it serve", "503 with the reason when the main run has stopped for good, or the node does not work or knows no ring.", 400, 503);
    }

    // No ApiCall: a probe asks for no run.
    private static RouteHandlerBuilder Probe(IEndpointRouteBuilder routes, string path, Func<TimeProvider, IResult> answer) =>
        routes.MapMethods(path, ["GET"], (Delegate)((HttpContext http, TimeProvider time) =>
        {
            http.GetEndpoint()?.Metadata.GetMetadata<AcceptedQuery>()?.Check(http.Request.Query);
            return answer(time);
        })).WithMetadata(new AcceptedQuery([]), RequiredScope.Open);

    private static JsonAnswer Ready(IReadiness readiness, TimeProvider time) => readiness.Problem is { } reason
        ? Problems.Answer(StatusCodes.Status503ServiceUnavailable, reason, time)
        : JsonAnswer.Of(new HealthAnswer("ready", UnixTime.Now(time)));
}
