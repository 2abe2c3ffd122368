// What came of a run: its log, its verdicts, and files of it.
using System.Globalization;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>What came of a run: its log, its verdicts, and files of it. Stored runs give theirs without being opened.</summary>
internal static class RunReportRoutes
{
    private static readonly QueryParameter From = new("from", QueryKind.Number, "The number of the first event (1 without it).");
    private static readonly QueryParameter To = new("to", QueryKind.Number, "The number of the last event (the newest without it).");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/log", LogOf, From, To)
            .Describe<LogLineAnswer>("The log of a run", "A JSON object an event, one a line (application/x-ndjson): the canonical lines over which the log's hash is taken. Of a stored run "
                + "what is recorded.", 400, 404)
            .WithMetadata(TakesStoredRuns.Instance);
        routes.MapApi("GET", "/verdicts", VerdictsOf)
            .Describe<VerdictsAnswer>("The verdicts of a run", "What came of the scenario's assertions, as far as the run has come; outcome is pass, fail or unknown.", 400, 404)
            .WithMetadata(TakesStoredRuns.Instance);
        routes.MapApi("GET", "/export/{format}", Export)
            .Describe<LogLineAnswer>(
                "A run as a file",
                "log: as above. scenario: YAML that does the same again, event for event, with all that people did. shiviz: for the ShiViz drawing tool. "
                + "html: a replay that needs no server and no network.", 400, 404, 409)
            .WithMetadata(TakesStoredRuns.Instance);
    }

    private static RunLogStream LogOf(ApiCall call)
    {
        var from = call.Query.Number(From.Name, 1, int.MaxValue) ?? 1;
        var to = call.Query.Number(To.Name, 1, int.MaxValue) ?? int.MaxValue;
        return to >= from ? new RunLogStream(RunSource.Of(call), from, to) : throw ApiException.BadRequest($"The query parameter 'to' is {to}, before 'from', which is {from}.");
    }

    private static JsonAnswer VerdictsOf(ApiCall call) => JsonAnswer.Of(call.Stored is { } stored
        ? RunShape.Verdicts(call.RunName, stored.IsOver, stored.Verdicts, stored.Figures)
        : RunShape.Verdicts(call.RunName, call.Session.End is { } end && call.Session.Now >= end, call.Session.JudgeSoFar(), call.Session.Figures));

    private static IResult Export(ApiCall call)
    {
        var format = (string)call.Http.Request.RouteValues["format"]!;
        var source = RunSource.Of(call);
        return format switch
        {
            "log" => new RunLogStream(source, 1, int.MaxValue, $"{source.FileName}.ndjson"),
            "scenario" => new RunFile($"{source.FileName}.yaml", "application/yaml", Saved(call, source)),
            "shiviz" => new ShivizStream(source),
            "html" => new RunFile($"{source.FileName}.html", "text/html", Page(call)),
            _ => throw new ApiException(StatusCodes.Status404NotFound, $"There is no export '{Shown.Of(format)}': use log, scenario, shiviz or html."),
        };
    }

    private static string Saved(ApiCall call, RunSource source)
    {
        var text = call.Stored is { } stored ? call.Runs.Shelf!.TextOf(stored.Id) : call.Session.SaveAsScenario() is { } file ? ScenarioWriter.Write(file) : null;
        return text is null
            ? throw new ApiException(StatusCodes.Status409Conflict, "This run has no scenario: it is a real cluster.")
            : string.Create(CultureInfo.InvariantCulture, $"# {source.Title}, seed {source.Seed}, up to event {source.LastEvent}: does the same again, event for event.\n{text}");
    }

    private static string Page(ApiCall call) => call.Http.RequestServices.GetRequiredService<IReplayPages>().Of(call.Stored is { } stored
        ? throw new ApiException(StatusCodes.Status409Conflict, $"{call.RunName} is not open: open it first, with POST {call.Root}/control {{\"action\":\"pause\"}}.")
        : call.Session);
}
