// Transfers of key ranges (Dynamo 4.9), as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about transfers of key ranges (Dynamo 4.9) in their order.</summary>
internal static class TransferWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent.OfTransfer what)
    {
        switch (what)
        {
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    /// <exception cref="InvalidOperationException">When the message has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, Message.OfTransfer message)
    {
        switch (message)
        {
            default:
                throw new InvalidOperationException($"The log has no words for {message.GetType().Name}.");
        }
    }
}
