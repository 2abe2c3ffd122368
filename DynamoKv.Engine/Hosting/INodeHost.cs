// The process of a real node, as whoever serves clients and pages sees it.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>Runs one node in the real world. Thread-safe: everything is queued for the node's one loop.</summary>
public interface INodeHost : IMessageReceiver
{
    /// <summary>The node's name.</summary>
    NodeId Id { get; }

    /// <summary>How the node behaves.</summary>
    NodeOptions Options { get; }

    /// <summary>Why the node does not work now, one sentence for people; null: it does.</summary>
    string? Trouble { get; }

    /// <summary>A client's request; the answer comes after the commit that it promises.</summary>
    /// <param name="request">Makes the request once it has its name; called on the loop, so it must be short.</param>
    /// <exception cref="NodeBusyException">When there is no room, or the node does not work now; nothing was done.</exception>
    /// <exception cref="NodeStoppedException">When the node stopped while it was under way; the outcome is unknown.</exception>
    Task<ClientResponse> SubmitAsync(Func<OperationId, ClientRequest> request, CancellationToken cancellation);

    /// <summary>An administrator's command.</summary>
    /// <exception cref="NodeBusyException">When there is no room, or the node does not work now; nothing was done.</exception>
    /// <exception cref="NodeStoppedException">When the node stopped while it was under way; the outcome is unknown.</exception>
    Task<CommandAnswer> SendCommandAsync(Func<long, NodeCommand> command, CancellationToken cancellation);

    /// <summary>Looks at the node between two steps, on its loop; the look must be short and change nothing.</summary>
    /// <exception cref="NodeBusyException">When there is no room, or the node does not work now.</exception>
    /// <exception cref="NodeStoppedException">When the node has stopped.</exception>
    Task<T> LookAsync<T>(Func<DynamoNode, T> look, CancellationToken cancellation);

    /// <summary>Adds a listener to what the node says of itself; while there is none, nothing is said. Dispose to leave.</summary>
    /// <param name="listener">Called on the loop after each commit, in order; must not block.</param>
    IDisposable Listen(Action<TracedStep> listener);
}

/// <summary>Something that the node said after a commit.</summary>
/// <param name="At">The node's time.</param>
/// <param name="What">What it said.</param>
public readonly record struct TracedStep(Instant At, TraceEvent What);

/// <summary>The node has no room, or does not work now: nothing was done, try again later.</summary>
public sealed class NodeBusyException(string message) : Exception(message);

/// <summary>The node stopped while this was under way: its outcome is unknown.</summary>
public sealed class NodeStoppedException(string message) : Exception(message);
