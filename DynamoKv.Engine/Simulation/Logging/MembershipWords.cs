// Membership and failure detection (Dynamo 4.8), as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about membership and failure detection (Dynamo 4.8) in their order.</summary>
internal static class MembershipWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent.OfMembership what)
    {
        switch (what)
        {
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    /// <exception cref="InvalidOperationException">When the message has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, Message.OfMembership message)
    {
        switch (message)
        {
            default:
                throw new InvalidOperationException($"The log has no words for {message.GetType().Name}.");
        }
    }
}
