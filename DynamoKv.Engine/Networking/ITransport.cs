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
}

/// <summary>Takes what a transport has received. Thread-safe; never blocks.</summary>
public interface IMessageReceiver
{
    /// <summary>A message from an authenticated peer arrived.</summary>
    /// <returns>False: there is no room, the message is dropped.</returns>
    bool TryReceive(NodeId sender, Message message);
}
