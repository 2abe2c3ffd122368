// The part of a session that lets clients in.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

public sealed partial class SimulationSession
{
    /// <summary>What a wait gets above the request's own time, in virtual time: messages under way and a slow disk.</summary>
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<ClientResponse> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (operation, answer) = Enter(via, request);
        using var leaving = cancellation.UnsafeRegister(_ => Leave(operation, cancellation), null);
        return await answer;
    }

    private (OperationId Operation, Task<ClientResponse> Answer) Enter(NodeId? via, Func<OperationId, ClientRequest> request)
    {
        lock (_gate)
        {
            RefuseWhenStill();
            var entry = via is { } named ? Checked(named) : NextInTurn();
            var made = request(_run.NextOperation(entry));
            _run.Apply(new RequestAction(entry, made));
            var answer = _pending.Add(entry, made, _run.Now, Patience(made));
            AfterChange();
            return (made.Operation, answer);
        }
    }

    /// <summary>A forwarded request may time out at one coordinator and be asked of the next, once.</summary>
    private TimeSpan Patience(ClientRequest request) =>
        (((request.Options.Timeout ?? Options.RequestTimeout) + Options.ForwardGrace) * 2) + AnswerGrace;

    private void Leave(OperationId operation, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _pending.Forget(operation, cancellation);
            if (!_isDisposed)
            {
                AfterChange();
            }
        }
    }

    private void RefuseWhenStill()
    {
        ThrowWhenStopped();
        if (_isPaused)
        {
            throw new RunPausedException(
                $"The run {Name} is paused: resume it with POST /api/v1/runs/{Name}/control {{\"action\":\"play\"}}, or press Play on its page.");
        }
    }

    private void ThrowWhenStopped()
    {
        if (_isDisposed || _stoppedBecause is not null)
        {
            throw new RunStoppedException(_stoppedBecause ?? ClosedSentence);
        }
    }

    private NodeId Checked(NodeId node) => ConditionOf(node) switch
    {
        null => throw new ArgumentException($"There is no node '{node}': the nodes are {string.Join(", ", NodeIds)}."),
        NodeCondition.Down => throw new NodeDownException($"Node {node} is down: restart it, or send the request to another node."),
        _ => node,
    };

    /// <summary>A paused node looks silent to its clients; it is chosen only when no other is left.</summary>
    private NodeId NextInTurn() =>
        Rotate(NodeCondition.Up) ?? Rotate(NodeCondition.Paused) ?? Rotate(NodeCondition.Unknown)
        ?? throw new NodeDownException("Every node is down: restart one.");

    private NodeId? Rotate(NodeCondition wanted)
    {
        var members = Ring.Members;
        for (var step = 0; step < members.Length; step++)
        {
            var candidate = members[(_turn + step) % members.Length].Id;
            if (ConditionOf(candidate) == wanted)
            {
                _turn = (_turn + step + 1) % members.Length;
                return candidate;
            }
        }

        return null;
    }

    private NodeCondition? ConditionOf(NodeId node) => _projection.Head.Nodes.TryGetValue(node, out var view) ? view.Condition : null;

    private IEnumerable<NodeId> NodeIds => _projection.Head.Nodes.Keys;
}
