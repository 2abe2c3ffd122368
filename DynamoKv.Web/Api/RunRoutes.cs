// Making and steering runs.
using System.Text.Json;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>Listing, making and controlling runs.</summary>
internal static class RunRoutes
{
    /// <summary>Routes above all runs.</summary>
    public static void MapAll(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/runs", call => JsonAnswer.Of(new RunsAnswer([.. call.Runs.All.Select(Shape)])))
            .Describe<RunsAnswer>("All runs", "The shared run 'main' and people's own ones.", 400);
        routes.MapApi("POST", "/runs", CreateAsync)
            .Describe<RunCreatedAnswer>("Start a run", "A fresh run of the demo. Optional body: {\"seed\": n}. Answers 201; 409 when the cluster is real.", 400, 409, 415, 503)
            .WithMetadata(AcceptedBody.Optional(("seed", QueryKind.Number)));
    }

    /// <summary>Routes of one run.</summary>
    public static void MapOne(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "", call => JsonAnswer.Of(Shape(call.Session)))
            .Describe<RunAnswer>("A run", "Where it stands.", 400, 404);
        routes.MapApi("POST", "/control", ControlAsync).Describe<RunAnswer>(
            "Steer a run",
            "{\"action\": \"play\"} lets a paused run move; \"pause\"; \"step\" to the next log entry; {\"action\": \"speed\", \"speed\": virtual seconds per second}; "
            + "{\"action\": \"fork\", \"event\": n} starts a run that shares the past up to an event and answers 201. 409 when the cluster is real.", 400, 404, 409, 415, 503)
            .WithMetadata(AcceptedBody.Required(("action", QueryKind.Text), ("speed", QueryKind.Decimal), ("event", QueryKind.Number)));
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        if (call.Http.Request.ContentLength is null or 0 && call.Http.Request.ContentType is null)
        {
            return Created(call, call.Runs.Create(null));
        }

        var body = await ReadAsync(call, "seed");
        return Created(call, call.Runs.Create(body.TryGetProperty("seed", out var seed) ? Seed(seed) : null));
    }

    private static async Task<IResult> ControlAsync(ApiCall call)
    {
        var body = await ReadAsync(call, "action", "speed", "event");
        var controls = call.Session.Controls ?? throw new NotSimulatedException(call.Session.Limits.Speed ?? "This run can't be controlled.");
        var action = body.Text("action");
        RefuseStray(body, action, "speed");
        RefuseStray(body, action, "event", "fork");
        switch (action)
        {
            case "play":
                controls.Resume();
                break;
            case "pause":
                controls.Pause();
                break;
            case "step":
                controls.StepForward();
                break;
            case "speed":
                controls.SetSpeed(Speed(body));
                break;
            case "fork":
                return Created(call, controls.Fork(Event(body, call.Session.Current.Playback.LastEvent)));
            default:
                throw ApiException.BadRequest("The property 'action' must be play, pause, step, speed or fork.");
        }

        return JsonAnswer.Of(Shape(call.Session));
    }

    /// <summary>A property that the action would ignore is refused.</summary>
    private static void RefuseStray(JsonElement body, string? action, string property, string? owner = null)
    {
        if (action != (owner ?? property) && body.TryGetProperty(property, out _))
        {
            throw ApiException.BadRequest($"The property '{property}' belongs to the action '{owner ?? property}' only.");
        }
    }

    private static Task<JsonElement> ReadAsync(ApiCall call, params string[] allowed) => RequestBody.IsJson(call.Http.Request)
        ? RequestBody.ReadObjectAsync(call.Http, allowed)
        : throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json.");

    private static double Speed(JsonElement body) =>
        body.TryGetProperty("speed", out var speed) && speed.ValueKind == JsonValueKind.Number && speed.TryGetDouble(out var value)
            && value is >= SimulationOptions.MinSpeed and <= SimulationOptions.MaxSpeed
            ? value
            : throw ApiException.BadRequest(
                $"The property 'speed' must be a number from {SimulationOptions.MinSpeed} to {SimulationOptions.MaxSpeed:F0}: virtual seconds per second.");

    private static ulong Seed(JsonElement seed) => seed.ValueKind == JsonValueKind.Number && seed.TryGetUInt64(out var value)
        ? value
        : throw ApiException.BadRequest("The property 'seed' must be a whole number from 0 to 18446744073709551615.");

    private static long Event(JsonElement body, long last)
    {
        if (!body.TryGetProperty("event", out var property))
        {
            return last;
        }

        return property.ValueKind == JsonValueKind.Number && property.TryGetInt64(out var number) && number >= 0 && number <= last
            ? number
            : throw ApiException.BadRequest($"The property 'event' must be a whole number from 0 to {last}, the newest event.");
    }

    private static JsonAnswer Created(ApiCall call, IClusterSession session)
    {
        var url = UrlOf(session);
        call.Http.Response.Headers.Location = url;
        return JsonAnswer.Of(new RunCreatedAnswer(session.Name, url), StatusCodes.Status201Created);
    }

    private static string UrlOf(IClusterSession session) => $"/api/v1/runs/{session.Name}";

    private static RunAnswer Shape(IClusterSession session)
    {
        var playback = session.Current.Playback;
        return new RunAnswer(
            session.Name, session.Title, session.Seed, UrlOf(session), playback.IsPaused, playback.IsMoving, playback.IsBehind, playback.Speed,
            Shapes.Seconds(playback.Now), playback.LastEvent, playback.StoppedBecause);
    }
}
