// Everything that can happen to a node.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>
/// Everything that can happen to a node, as a value: its life begins, a message arrived, a client or an administrator
/// asks, a timer is due.
/// Inputs are handed over and forgotten millions of times a second, so an input is no object of its own.
/// </summary>
public readonly record struct NodeInput
{
    private NodeInput(object what, NodeId sender = default)
    {
        What = what;
        Sender = sender;
    }

    /// <summary>The node's life begins: always the first input, exactly once.</summary>
    public static NodeInput Started => default;

    /// <summary>A <see cref="Message"/>, <see cref="ClientRequest"/>, <see cref="NodeCommand"/> or <see cref="NodeTimer"/>; null: the life begins.</summary>
    public object? What { get; }

    /// <summary>Who sent the message; default for other inputs.</summary>
    public NodeId Sender { get; }

    /// <summary>A message arrived.</summary>
    public static NodeInput MessageReceived(NodeId sender, Message message) => new(message, sender);

    /// <summary>A client's request arrived.</summary>
    public static NodeInput RequestReceived(ClientRequest request) => new(request);

    /// <summary>An administrator's command arrived.</summary>
    public static NodeInput CommandReceived(NodeCommand command) => new(command);

    /// <summary>A timer that the node asked for is due.</summary>
    public static NodeInput TimerFired(NodeTimer timer) => new(timer);
}
