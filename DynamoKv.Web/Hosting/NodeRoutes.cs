// The routes of a node without a session: probes, and values as plain text.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting;

/// <summary>What a node serves where no session is registered: enough to see that it works.</summary>
internal static class NodeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ServerRoutes.Map(routes);
        routes.MapGet("/api/v1/data/{key}", (HttpContext http, INodeHost host, TimeProvider time) => AnswerAsync(host, time, http, ask =>
            new ClientRequest.Get(ask, KeyPath.Of(http), RequestOptions.None)));
        routes.MapPut("/api/v1/data/{key}", async (HttpContext http, INodeHost host, TimeProvider time) =>
        {
            using var body = new StreamReader(http.Request.Body);
            var value = await body.ReadToEndAsync(http.RequestAborted);
            return await AnswerAsync(host, time, http, ask =>
                new ClientRequest.Put(ask, KeyPath.Of(http), RequestOptions.None, WriteContent.Text(value), null, OnlyIfAbsent: false));
        });
    }

    private static async Task<IResult> AnswerAsync(INodeHost host, TimeProvider time, HttpContext http, Func<OperationId, ClientRequest> request)
    {
        try
        {
            return await host.SubmitAsync(request, http.RequestAborted) switch
            {
                ClientResponse.Read { Versions.HasLiveValue: true } read => Results.Text(string.Join('\n', read.Versions.Siblings.Select(one => one.ValueAsText()))),
                ClientResponse.Read => Problems.Answer(StatusCodes.Status404NotFound, "Key not found", time),
                ClientResponse.Written => Results.NoContent(),
                var other => Explained(other, time),
            };
        }
        catch (NodeBusyException busy)
        {
            return Problems.Answer(StatusCodes.Status503ServiceUnavailable, busy.Message, time);
        }
        catch (NodeStoppedException stopped)
        {
            return Problems.Answer(StatusCodes.Status504GatewayTimeout, stopped.Message, time);
        }
    }

    private static JsonAnswer Explained(ClientResponse response, TimeProvider time)
    {
        var (status, error) = DataAnswers.Failure(response);
        return Problems.Answer(status, error, time);
    }
}
