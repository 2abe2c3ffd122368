// Where a client's request enters the cluster.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node;

/// <summary>
/// Any node takes any request (Dynamo 4.5, 5). A replica of the key coordinates it; another node forwards it, once, to
/// the first primary that it can reach.
/// </summary>
internal sealed class RequestRouter(NodeScope scope, Coordinator coordinator, PeerProber peers, AnswerDesk answers)
{
    private readonly Dictionary<OperationId, Forwarded> _forwarded = [];

    public int PendingCount => _forwarded.Count;

    public void On(ClientRequest request)
    {
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.RequestEntered(request));
        }

        var primaries = scope.PrimariesOf(request.Key);
        if (scope.Options.ProblemWith(request.Options) is { } problem)
        {
            answers.Answer(new ClientResponse.Refused(request.Operation, scope.Self, Participation.NotAsked(primaries, 0), problem));
        }
        else if (primaries.Contains(scope.Self))
        {
            coordinator.Begin(request, scope.Self, primaries);
        }
        else
        {
            Forward(request, primaries);
        }
    }

    public void On(Message.ForwardedRequest message, NodeId sender)
    {
        if (IsOver(message))
        {
            return; // what entered it gives up by itself
        }

        var primaries = scope.PrimariesOf(message.Request.Key);
        if (primaries.Contains(scope.Self))
        {
            coordinator.Begin(message.Request, sender, primaries);
            return;
        }

        var reason = $"{sender} took {scope.Self} for a replica of this key and their rings disagree: try again in a moment.";
        var refused = new ClientResponse.Refused(message.Operation, scope.Self, Participation.NotAsked(primaries, 0), reason);
        scope.Outbox.Send(sender, new Message.ForwardedResponse(message.Operation, refused));
    }

    public void On(Message.ForwardedResponse message)
    {
        if (_forwarded.Remove(message.Operation))
        {
            answers.Answer(message.Response);
        }
    }

    public void On(NodeTimer.ForwardTimeout timer)
    {
        if (!_forwarded.Remove(timer.Operation, out var forwarded))
        {
            return;
        }

        // The coordinator may have done it: a second try elsewhere could write twice, so the outcome stays unknown.
        peers.Missed(timer.Coordinator);
        var silent = new Participation(forwarded.Primaries, [], [], [timer.Coordinator], 0);
        answers.Answer(new ClientResponse.TimedOut(
            timer.Operation, timer.Coordinator, silent, forwarded.Request.Kind, scope.Now - forwarded.Since));
    }

    // A copy of a request may come when the operation is long over, or in the life after the one that carried it out.
    // Carrying it out again could write over what came between.
    private bool IsOver(Message.ForwardedRequest message) =>
        scope.Now >= message.EnteredAt + scope.Options.TimeoutFor(message.Request.Options) || message.EnteredAt < scope.LifeBegan;

    private void Forward(ClientRequest request, ImmutableArray<NodeId> primaries)
    {
        if (PendingCount >= scope.Options.MaxPendingOperations)
        {
            var nobody = Participation.NotAsked(primaries, 0);
            answers.Answer(new ClientResponse.Overloaded(request.Operation, scope.Self, nobody, scope.Options.MaxPendingOperations));
            return;
        }

        foreach (var primary in primaries)
        {
            if (scope.IsReachable(primary))
            {
                Forward(request, primaries, primary);
                return;
            }
        }

        var missed = new ClientResponse.QuorumMissed(
            request.Operation, scope.Self, answers.Unreachable(primaries, 1), request.Kind, MayBeSeen: false);
        answers.Answer(missed);
    }

    private void Forward(ClientRequest request, ImmutableArray<NodeId> primaries, NodeId target)
    {
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.RequestForwarded(request.Operation, request.Key, target));
        }

        _forwarded.Add(request.Operation, new Forwarded(request, primaries, scope.Now));
        scope.Outbox.Send(target, new Message.ForwardedRequest(request.Operation, request, scope.Now));
        var patience = scope.Options.TimeoutFor(request.Options) + scope.Options.ForwardGrace;
        scope.Outbox.Schedule(patience, new NodeTimer.ForwardTimeout(request.Operation, target));
    }

    private sealed record Forwarded(ClientRequest Request, ImmutableArray<NodeId> Primaries, Instant Since);
}
