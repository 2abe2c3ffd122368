// The port to a real network.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking;

/// <summary>Carries messages between the processes of a real cluster. Thread-safe.</summary>
/// <remarks>Loss, repetition and reordering are expected by the protocol; a queue that is full drops and counts.</remarks>
public interface ITransport
{
    /// <summary>Sends a message; never blocks, and may drop it. To be called after the sender's commit only.</summary>
    void Send(NodeId receiver, Message message);

    /// <summary>As <see cref="Send"/>, but it may wait for <see cref="Flush"/>: what a commit lets out leaves together.</summary>
    void Post(NodeId receiver, Message message) => Send(receiver, message);

    /// <summary>Nothing follows for now: what was posted has to leave.</summary>
    void Flush()
    {
    }
}

/// <summary>Takes what a transport has received. Thread-safe; never blocks.</summary>
public interface IMessageReceiver
{
    /// <summary>A message from an authenticated peer arrived.</summary>
    /// <returns>False: there is no room, the message is dropped.</returns>
    bool TryReceive(NodeId sender, Message message);

    /// <summary>Messages from an authenticated peer arrived together; whoever takes them reads them when their turn comes.</summary>
    /// <returns>How many had no room and are dropped.</returns>
    int Receive(NodeId sender, IReceivedMessages messages)
    {
        var dropped = 0;
        messages.Read(message => dropped += TryReceive(sender, message) ? 0 : 1);
        return dropped;
    }
}
