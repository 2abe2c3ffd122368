// The administrators who wait for an answer of a node.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// The administrators who wait for an answer of a node. A crash takes the answer with it, so each wait has a last moment
/// in virtual time, after which nobody knows whether it was done. One owner.
/// </summary>
internal sealed class PendingCommands
{
    /// <summary>How long a node may take, in virtual time.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    private readonly SortedDictionary<long, Wait> _waits = [];

    /// <summary>How many wait.</summary>
    public int Count => _waits.Count;

    /// <summary>Waits for the answer to a command.</summary>
    public Task<CommandAnswer> Add(NodeId node, long number, Instant now)
    {
        var answer = new TaskCompletionSource<CommandAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits.Add(number, new Wait(node, now + Patience, answer));
        return answer.Task;
    }

    /// <summary>Hands out answers that came.</summary>
    public void Complete(IReadOnlyList<CommandAnswer> answers)
    {
        foreach (var answer in answers)
        {
            if (_waits.Remove(answer.Number, out var wait))
            {
                wait.Answer.TrySetResult(answer);
            }
        }
    }

    /// <summary>Ends the waits whose last moment has come.</summary>
    public void Expire(Instant now)
    {
        foreach (var (number, wait) in _waits.Where(pair => pair.Value.LastMoment <= now).ToList())
        {
            _waits.Remove(number);
            wait.Answer.TrySetException(new NodeSilentException(
                $"Node {wait.Node} did not answer within {Patience.TotalSeconds:0} s of virtual time: whether it was done is unknown."));
        }
    }

    /// <summary>The administrator has gone.</summary>
    public void Forget(long number, CancellationToken cancellation)
    {
        if (_waits.Remove(number, out var wait))
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

    private sealed record Wait(NodeId Node, Instant LastMoment, TaskCompletionSource<CommandAnswer> Answer);
}
