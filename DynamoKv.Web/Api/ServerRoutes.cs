// Probes.
namespace DynamoKv.Web.Api;

/// <summary>GET of /health/live and /health/ready.</summary>
internal static class ServerRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/health/live", call => JsonAnswer.Of(new HealthAnswer("live", call.Now)))
            .Describe<HealthAnswer>("Is the process alive", "200 while the server answers at all.", 400);
        routes.MapApi("GET", "/health/ready", Ready)
            .Describe<HealthAnswer>("Can it serve", "503 with the reason when the main run has stopped for good.", 400, 503);
    }

    private static IResult Ready(ApiCall call) => call.Runs.Main.Current.Playback.StoppedBecause is { } reason
        ? Problems.Answer(StatusCodes.Status503ServiceUnavailable, reason, call.Time)
        : JsonAnswer.Of(new HealthAnswer("ready", call.Now));
}
