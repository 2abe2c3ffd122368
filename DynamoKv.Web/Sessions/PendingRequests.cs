// The clients who wait for an answer of a run.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// The clients who wait for an answer of a run. An entry node that crashes takes the answer with it, so each wait has
/// a last moment in virtual time, after which the client is told that the outcome is unknown. One owner.
/// </summary>
internal sealed class PendingRequests(IOperationWatch? watch = null)
{
    private readonly Dictionary<OperationId, Wait> _waits = [];

    /// <summary>How many wait.</summary>
    public int Count => _waits.Count;

    /// <summary>Waits for the answer to a request.</summary>
    public Task<ClientResponse> Add(NodeId via, ClientRequest request, Instant now, TimeSpan patience)
    {
        var answer = new TaskCompletionSource<ClientResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits.Add(request.Operation, new Wait(via, request.Kind, now, now + patience, answer));
        return answer.Task;
    }

    /// <summary>Hands out answers that came.</summary>
    public void Complete(IReadOnlyList<ClientResponse> responses, Instant now)
    {
        foreach (var response in responses)
        {
            if (_waits.Remove(response.Operation, out var wait))
            {
                watch?.Answered(wait.Kind, response, now - wait.Since);
                wait.Answer.TrySetResult(response);
            }
        }
    }

    /// <summary>Ends the waits whose last moment has come.</summary>
    public void Expire(Instant now)
    {
        if (_waits.Count == 0)
        {
            return;
        }

        foreach (var (operation, wait) in _waits.Where(pair => pair.Value.LastMoment <= now).ToList())
        {
            _waits.Remove(operation);
            wait.Answer.TrySetResult(new ClientResponse.TimedOut(operation, wait.Via, NobodyAnswered, wait.Kind, now - wait.Since));
        }
    }

    /// <summary>The client has gone.</summary>
    public void Forget(OperationId operation, CancellationToken cancellation)
    {
        if (_waits.Remove(operation, out var wait))
        {
            wait.Answer.TrySetCanceled(cancellation);
        }
    }

    /// <summary>No answer will come any more, or nobody knows when.</summary>
    public void Fail(Exception reason)
    {
        foreach (var wait in _waits.Values)
        {
            wait.Answer.TrySetException(reason);
        }

        _waits.Clear();
    }

    private static Participation NobodyAnswered { get; } = new([], [], [], [], 0);

    private sealed record Wait(
        NodeId Via, OperationKind Kind, Instant Since, Instant LastMoment, TaskCompletionSource<ClientResponse> Answer);
}
