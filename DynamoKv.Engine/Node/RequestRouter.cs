// Where a client's request enters the cluster.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>
/// Any node takes any request (Dynamo 4.5, 5). A replica of the key coordinates it; another node forwards it, once, to
/// the first primary that it can reach.
/// </summary>
internal sealed class RequestRouter(NodeScope scope, Coordinator coordinator, PeerProber peers, AnswerDesk answers)
{
    private readonly Dictionary<OperationId, Forwarded> _forwarded = [];
    private readonly DeterministicRandom _chance = scope.Random.Stream("coordinator");

    public int PendingCount => _forwarded.Count;

    public void On(ClientRequest request)
    {
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.RequestEntered(request));
        }

        var primaries = scope.PrimariesOf(request.Key);
        if ((scope.Options.ProblemWith(request.Options) ?? StrangerProblem) is { } problem)
        {
            answers.Answer(new ClientResponse.Refused(request.Operation, scope.Self, Participation.NotAsked(primaries, 0), problem));
        }
        else if (CoordinatorOf(request, primaries) is not { } coordinating)
        {
            var missed = new Participation(primaries, [], [], primaries, 1);
            answers.Answer(new ClientResponse.QuorumMissed(request.Operation, scope.Self, missed, request.Kind, MayBeSeen: false));
        }
        else if (coordinating == scope.Self)
        {
            coordinator.Begin(request, scope.Self);
        }
        else
        {
            Forward(request, primaries, coordinating);
        }
    }

    public void On(Message.ForwardedRequest message, NodeId sender)
    {
        if (IsOver(message))
        {
            return; // what entered it gives up by itself
        }

        var primaries = scope.PrimariesOf(message.Request.Key);
        if (CanCoordinate(message.Request))
        {
            coordinator.Begin(message.Request, sender);
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

    private string? StrangerProblem => scope.Placement is null
        ? $"{scope.Self} belongs to no cluster yet: join it to one first, or ask a member."
        : null;

    // Whoever keeps hints may coordinate anything: it keeps its own copy as a hint, which a strict quorum does not
    // count.
    private bool CanCoordinate(ClientRequest request)
    {
        var group = scope.GroupOf(request.Key);
        return group.Primaries.Contains(scope.Self) || group.Next.Contains(scope.Self)
            || (scope.Options.Handoff is not null && !group.Primaries.IsEmpty);
    }

    private NodeId? CoordinatorOf(ClientRequest request, ImmutableArray<NodeId> primaries)
    {
        if (scope.Options.Coordinator == CoordinatorChoice.FastestOfLastRead
            && ContextOf(request)?.FastestReplica is { } fastest && primaries.Contains(fastest) && scope.IsReachable(fastest))
        {
            return fastest;
        }

        if (scope.Options.Coordinator == CoordinatorChoice.EntryNode)
        {
            return scope.Self;
        }

        return primaries.Contains(scope.Self) ? scope.Self : ChooseAmong(primaries) ?? FallbackFor(request);
    }

    private NodeId? ChooseAmong(ImmutableArray<NodeId> primaries)
    {
        var first = scope.Options.Coordinator == CoordinatorChoice.AnyReplica ? _chance.NextInt32(primaries.Length) : 0;
        for (var tried = 0; tried < primaries.Length; tried++)
        {
            var primary = primaries[(first + tried) % primaries.Length];
            if (scope.IsReachable(primary))
            {
                return primary;
            }
        }

        return null;
    }

    // None of the replicas can be reached: with a sloppy quorum this node itself may stand in for one (Dynamo 4.6).
    private NodeId? FallbackFor(ClientRequest request) => scope.Options.IsSloppy(request.Options) ? scope.Self : null;

    private static CausalContext? ContextOf(ClientRequest request) => request switch
    {
        ClientRequest.Put put => put.Context,
        ClientRequest.Delete delete => delete.Context,
        _ => null,
    };

    private void Forward(ClientRequest request, ImmutableArray<NodeId> primaries, NodeId target)
    {
        if (PendingCount >= scope.Options.MaxPendingOperations)
        {
            var nobody = Participation.NotAsked(primaries, 0);
            answers.Answer(new ClientResponse.Overloaded(request.Operation, scope.Self, nobody, scope.Options.MaxPendingOperations));
            return;
        }

        Send(request, primaries, target);
    }

    private void Send(ClientRequest request, ImmutableArray<NodeId> primaries, NodeId target)
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
