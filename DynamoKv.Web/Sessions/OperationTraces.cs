// Traces of clients' requests for OpenTelemetry.
using System.Diagnostics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

/// <summary>One activity a client's request, where somebody collects them. It never holds a key or a value.</summary>
internal static class OperationTraces
{
    /// <summary>The name under which they are collected.</summary>
    public const string SourceName = "DynamoKv";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Submits a request inside an activity; while nobody collects, this is the submitting alone.</summary>
    public static Task<ClientResponse> AroundAsync(
        NodeId node, Func<OperationId, ClientRequest> request, Func<Func<OperationId, ClientRequest>, Task<ClientResponse>> submit) =>
        Source.HasListeners() ? TraceAsync(node, request, submit) : submit(request);

    private static async Task<ClientResponse> TraceAsync(
        NodeId node, Func<OperationId, ClientRequest> request, Func<Func<OperationId, ClientRequest>, Task<ClientResponse>> submit)
    {
        using var activity = Source.StartActivity("request", ActivityKind.Internal);
        activity?.SetTag("dynamokv.node", node.Value);
        try
        {
            var response = await submit(operation =>
            {
                var made = request(operation);
                activity?.SetTag("dynamokv.operation", OperationOutcome.Of(made.Kind));
                return made;
            });
            Tell(activity, response);
            return response;
        }
        catch (Exception failed)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failed.GetType().Name); // its message may name a key
            throw;
        }
    }

    private static void Tell(Activity? activity, ClientResponse response)
    {
        var outcome = OperationOutcome.Of(response);
        activity?.SetTag("dynamokv.outcome", OperationOutcome.Words[outcome]);
        activity?.SetTag("dynamokv.coordinator", response.Coordinator.Value);
        if (outcome > 0)
        {
            activity?.SetStatus(ActivityStatusCode.Error, OperationOutcome.Words[outcome]);
        }
    }
}
