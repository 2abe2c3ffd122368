// Breaking things on purpose.
using System.Net;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>POST, GET and DELETE of /faults. Not there at all where nothing may be broken on purpose.</summary>
internal static class FaultRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IFaultDesk)))
        {
            return;
        }

        routes.MapApi("POST", "/faults", InjectAsync).Describe<FaultCreatedAnswer>(
            "Put a fault in",
            "One fault of the scenario language: {\"partition\": {\"groups\": [[\"a\"], [\"b\", \"c\"]]}}, {\"cut\": {\"from\": \"a\", \"to\": [\"b\"]}}, "
            + "{\"link\": {\"from\": \"a\", \"to\": \"b\", \"delay\": \"300ms\", \"loss\": \"5%\", \"duplicate\": 0.02}}, "
            + "{\"clock\": {\"node\": \"a\", \"offset\": \"-5s\", \"drift_ppm\": 200}}, {\"disk\": {\"node\": \"a\", \"full\": true}} or {\"disk\": {\"node\": \"a\", \"slow\": \"50ms\"}}; "
            + "with \"id\" and \"for\" if you like. Answers 201. A real node breaks its own side only, and every fault there expires by itself: after 60s, or 'for', at most 10m.",
            400, 404, 409, 415, 503)
            .WithMetadata(AcceptedBody.Required([.. FaultBody.Words.Select(word => (word, QueryKind.Text))]), NeedsNoPicture.Instance)
            .Requires(AccessScope.Chaos);
        routes.MapApi("GET", "/faults", call => JsonAnswer.Of(new FaultsAnswer([.. Desk(call).InForce(call.Session).Select(Shape)], call.Now)))
            .Describe<FaultsAnswer>("Faults in force", "Sorted by id. expires_at null: lasts until it is healed.", 400, 404)
            .WithMetadata(NeedsNoPicture.Instance).Requires(AccessScope.Chaos);
        routes.MapApi("DELETE", "/faults/{id}", Heal)
            .Describe<FaultHealedAnswer>("Heal a fault", "404 when none of this id is in force.", 400, 404, 503)
            .WithMetadata(NeedsNoPicture.Instance).Requires(AccessScope.Chaos);
    }

    private static async Task<IResult> InjectAsync(ApiCall call)
    {
        var (fault, lasts) = FaultBody.Read(await AdminBody.ReadAsync(call, FaultBody.Words));
        var injected = Desk(call).Inject(call.Session, fault, lasts, Caller(call));
        call.Http.Response.Headers.Location = $"{call.Root}/faults/{injected.Id}";
        return JsonAnswer.Of(new FaultCreatedAnswer(injected.Id, Seconds(injected.ExpiresAt), injected.Description), StatusCodes.Status201Created);
    }

    private static JsonAnswer Heal(ApiCall call)
    {
        var id = (string)call.Http.Request.RouteValues["id"]!;
        return Desk(call).Heal(call.Session, id, Caller(call))
            ? JsonAnswer.Of(new FaultHealedAnswer(id, $"{id} is healed."))
            : throw new ApiException(StatusCodes.Status404NotFound, $"No fault '{id}' is in force: see GET {call.Root}/faults.");
    }

    private static IFaultDesk Desk(ApiCall call) => call.Http.RequestServices.GetRequiredService<IFaultDesk>();

    private static string Caller(ApiCall call) =>
        $"{call.Http.Items[RequiredScope.CallerItem] ?? "anybody"} from {call.Http.Connection.RemoteIpAddress ?? IPAddress.None}";

    private static FaultInfo Shape(FaultInForce fault) => new(fault.Id, fault.Description, Seconds(fault.ExpiresAt));

    private static double? Seconds(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() / 1000.0;
}
