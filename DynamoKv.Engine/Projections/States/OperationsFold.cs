// How a node's own words change the operations that are under way at it.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.States;

internal static class OperationsFold
{
    public static ImmutableList<NodeOperation> Apply(ImmutableList<NodeOperation> operations, LogEntry entry) => entry.What switch
    {
        TraceEvent.RequestEntered entered => operations.Add(Begin(entered.Request, entry)),
        TraceEvent.RequestForwarded forwarded => Change(
            operations, forwarded.Operation, one => one with { ForwardedTo = forwarded.Coordinator }),
        TraceEvent.Coordinating what => Coordinate(operations, what, entry),
        TraceEvent.AnswerCounted counted => Change(operations, counted.Operation, one => one with { Reached = counted.Reached }),
        TraceEvent.OperationSettled settled => End(operations, settled.Response.Operation, entry),
        TraceEvent.ClientAnswered answered => operations.RemoveAll(one => one.Operation == answered.Response.Operation),
        _ => operations,
    };

    private static NodeOperation Begin(ClientRequest request, LogEntry entry) =>
        new(request.Operation, request.Kind, request.Key, entry.At) { Timeout = request.Options.Timeout };

    private static ImmutableList<NodeOperation> Coordinate(
        ImmutableList<NodeOperation> operations, TraceEvent.Coordinating what, LogEntry entry)
    {
        var index = operations.FindIndex(one => one.Operation == what.Operation);
        var known = index < 0 ? new NodeOperation(what.Operation, what.Kind, what.Key, entry.At) : operations[index];
        var coordinated = known with { Replicas = what.Replicas, Required = what.Required, Reached = 0, ForwardedTo = null };
        return index < 0 ? operations.Add(coordinated) : operations.SetItem(index, coordinated);
    }

    // Where the request entered, the client still waits for its answer.
    private static ImmutableList<NodeOperation> End(ImmutableList<NodeOperation> operations, OperationId operation, LogEntry entry) =>
        operation.Entry == entry.Node ? operations : operations.RemoveAll(one => one.Operation == operation);

    private static ImmutableList<NodeOperation> Change(
        ImmutableList<NodeOperation> operations, OperationId operation, Func<NodeOperation, NodeOperation> change)
    {
        var index = operations.FindIndex(one => one.Operation == operation);
        return index < 0 ? operations : operations.SetItem(index, change(operations[index]));
    }
}
