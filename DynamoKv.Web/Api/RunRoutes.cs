// Making and steering runs.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>Listing, making, controlling and deleting runs.</summary>
internal static class RunRoutes
{
    private static readonly QueryParameter SeedOfRun = new("seed", QueryKind.Number, "In place of the scenario's own seed.");

    /// <summary>Routes above all runs.</summary>
    public static void MapAll(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/runs", call => JsonAnswer.Of(RunShape.All(call.Runs)))
            .Describe<RunsAnswer>("All runs", "The shared run 'main' and people's own ones; under 'stored' the runs that are kept and not open, the newest first.", 400);
        routes.MapApi("POST", "/runs", CreateAsync, SeedOfRun)
            .Describe<RunCreatedAnswer>(
                "Start a run",
                "Without a body a fresh run of the demo; {\"seed\": n} picks its seed. A scenario document (application/json or application/yaml) starts a run of that scenario; "
                + "{\"scenario\": \"its text\", \"seed\": n} is the same. An invalid one answers 400 with 'problems': every line, reason and nearest word. "
                + "Answers 201; 409 when the cluster is real.", 400, 409, 413, 415, 503)
            .WithMetadata(AcceptedBody.Optional(("seed", QueryKind.Number), ("scenario", QueryKind.Text)));
    }

    /// <summary>Routes of one run.</summary>
    public static void MapOne(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "", call => call.Stored is { } stored ? JsonAnswer.Of(RunShape.Of(stored)) : JsonAnswer.Of(RunShape.Of(call.Session)))
            .Describe<RunAnswer>("A run", "Where it stands; of a stored one (stored-17) what is kept of it.", 400, 404)
            .WithMetadata(TakesStoredRuns.Instance);
        routes.MapApi("POST", "/control", ControlAsync).Describe<RunAnswer>(
            "Steer a run",
            "{\"action\": \"play\"} lets a paused run move; \"pause\"; \"step\" to the next log entry; {\"action\": \"speed\", \"speed\": virtual seconds per second}; "
            + "{\"action\": \"seek\", \"to\": virtual seconds} runs on to a later time; "
            + "{\"action\": \"fork\", \"event\": n} starts a run that shares the past up to an event and answers 201. A stored run is opened first: it goes on under the name in the answer. "
            + "409 when the cluster is real, or the run is a recording.", 400, 404, 409, 415, 503)
            .WithMetadata(TakesStoredRuns.Instance, AcceptedBody.Required(("action", QueryKind.Text), ("speed", QueryKind.Decimal), ("to", QueryKind.Decimal), ("event", QueryKind.Number)));
        routes.MapApi("DELETE", "", DeleteAsync)
            .Describe<RunDeletedAnswer>("Delete a run", "Ends it where it is open, and takes it out of the archive for good. 409 for main, which everybody shares.", 400, 404, 409, 503)
            .WithMetadata(TakesStoredRuns.Instance);
        RunReportRoutes.Map(routes);
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var seed = call.Query.Seed(SeedOfRun.Name);
        if (call.Http.Request.ContentLength is null or 0 && call.Http.Request.ContentType is null)
        {
            return Created(call, call.Runs.Create(seed));
        }

        var order = await RunOrderBody.ReadAsync(call.Http);
        if (order.Problems.Count > 0)
        {
            return Problems.Answer(Problems.Shape(StatusCodes.Status400BadRequest, order.Problems[0].Sentence, call.Time) with { Problems = order.Problems });
        }

        return Created(call, order.File is { } file ? call.Runs.Create(file, seed ?? order.Seed) : call.Runs.Create(seed ?? order.Seed));
    }

    private static async Task<IResult> ControlAsync(ApiCall call)
    {
        var body = await ReadAsync(call, "action", "speed", "to", "event");
        var action = body.Text("action");
        RefuseStray(body, action, "speed");
        RefuseStray(body, action, "to", "seek");
        RefuseStray(body, action, "event", "fork");
        if (action is not ("play" or "pause" or "step" or "speed" or "seek" or "fork"))
        {
            throw ApiException.BadRequest("The property 'action' must be play, pause, step, speed, seek or fork.");
        }

        var session = call.Stored is { } stored ? await Task.Run(() => call.Runs.Open(stored.Id)) : call.Session;
        var controls = session.Controls ?? throw new NotSimulatedException(session.Limits.Speed ?? "This run can't be controlled.");
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
            case "seek":
                await SeekAsync(controls, body, session.Now);
                break;
            default:
                return Created(call, controls.Fork(Event(body, session.Current.Playback.LastEvent)));
        }

        return JsonAnswer.Of(RunShape.Of(session));
    }

    private static Task SeekAsync(IRunControls controls, JsonElement body, Instant now)
    {
        var isTime = body.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Number;
        if (!isTime || !to.TryGetDouble(out var seconds) || seconds < 0 || seconds > TimeSpan.FromDays(3_650).TotalSeconds)
        {
            throw ApiException.BadRequest("The property 'to' must be a number of virtual seconds from 0 to ten years.");
        }

        var time = Instant.After(TimeSpan.FromSeconds(seconds));
        return time >= now ? Task.Run(() => controls.MoveTo(time)) : throw new ApiException(
            StatusCodes.Status409Conflict, $"The run stands at {now} s: to go back, fork it at an event of the past.");
    }

    private static Task<IResult> DeleteAsync(ApiCall call)
    {
        var stored = call.Stored?.Id;
        if (stored is null)
        {
            var session = call.Session;
            stored = session.Keeping.StoredAs;
            try
            {
                call.Runs.Close(session.Name);
            }
            catch (ArgumentException shared)
            {
                throw new ApiException(StatusCodes.Status409Conflict, shared.Message);
            }

            stored ??= session.Keeping.StoredAs;
        }

        var isGone = stored is { } id && call.Runs.DeleteStored(id);
        return Task.FromResult<IResult>(JsonAnswer.Of(new RunDeletedAnswer(call.RunName, isGone ? "It is closed, and gone from the archive." : "It is closed; it was not in the archive.")));
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
        var url = RunShape.UrlOf(session.Name);
        call.Http.Response.Headers.Location = url;
        return JsonAnswer.Of(new RunCreatedAnswer(session.Name, url), StatusCodes.Status201Created);
    }
}
