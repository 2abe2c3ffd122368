// How a log entry changes the operations that a snapshot keeps.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

internal static class OperationFold
{
    public static ImmutableList<OperationView> Apply(ImmutableList<OperationView> operations, LogEntry entry) =>
        entry.What switch
        {
            TraceEvent.RequestEntered entered => Enter(operations, entered.Request, entry.At),
            TraceEvent.RequestForwarded forwarded => Change(
                operations, forwarded.Operation, view => view with { Coordinator = forwarded.Coordinator }),
            TraceEvent.Coordinating coordinating => Change(
                operations, coordinating.Operation, view => Coordinate(view, coordinating, entry.Node)),
            TraceEvent.AnswerCounted counted => Change(
                operations, counted.Operation, view => view with { Reached = counted.Reached }),
            TraceEvent.OperationSettled settled => Change(
                operations, settled.Response.Operation, view => view.State == OperationState.Running ? Settle(view, settled.Response, entry.At) : view),
            TraceEvent.ClientAnswered answered => Change(
                operations, answered.Response.Operation, view => Settle(view, answered.Response, entry.At)),
            WorldEvent.NodeCrashed crashed => Abandon(operations, crashed.Node, entry.At),
            _ => operations,
        };

    private static ImmutableList<OperationView> Enter(
        ImmutableList<OperationView> operations, ClientRequest request, Instant now)
    {
        var view = new OperationView(
            request.Operation, request.Kind, request.Key, request, null, [], 0, 0, OperationState.Running, now, null, null);
        var longer = operations.Add(view);
        return longer.Count > ClusterSnapshot.MaxOperations ? longer.RemoveAt(0) : longer;
    }

    private static OperationView Coordinate(OperationView view, TraceEvent.Coordinating what, NodeId? coordinator) =>
        view with { Coordinator = coordinator, Replicas = what.Replicas, Required = what.Required, Reached = 0 };

    private static OperationView Settle(OperationView view, ClientResponse response, Instant now) =>
        view with { State = OperationView.StateOf(response), EndedAt = now, Response = response };

    /// <summary>An answer dies with the node at which its client waits: nobody will tell that client.</summary>
    private static ImmutableList<OperationView> Abandon(
        ImmutableList<OperationView> operations, NodeId crashed, Instant now)
    {
        for (var index = 0; index < operations.Count; index++)
        {
            var view = operations[index];
            if (view.State == OperationState.Running && view.Id.Entry == crashed)
            {
                operations = operations.SetItem(index, view with { State = OperationState.Unknown, EndedAt = now });
            }
        }

        return operations;
    }

    private static ImmutableList<OperationView> Change(
        ImmutableList<OperationView> operations, OperationId operation, Func<OperationView, OperationView> change)
    {
        // From the newest: nearly every event is about a young operation.
        for (var index = operations.Count - 1; index >= 0; index--)
        {
            if (operations[index].Id == operation)
            {
                return operations.SetItem(index, change(operations[index]));
            }
        }

        return operations;
    }
}
