// What named clients do, as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of an event of a named client in their order.</summary>
internal static class ClientWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, WorldEvent.OfClient what)
    {
        json.WriteString("client", what.Client);
        json.WriteString("intent", what.Intent);
        switch (what)
        {
            case WorldEvent.ClientAsked asked:
                json.WriteOperation(asked.Operation, asked.Key);
                json.WriteString("kind", asked.Kind.ToString());
                json.WriteNumber("attempt", asked.Attempt);
                json.WriteString("intended", asked.Intended.ToString());
                break;
            case WorldEvent.ClientHeard heard:
                json.WriteOperation(heard.Operation);
                json.WriteString("outcome", heard.Outcome.ToString());
                break;
            case WorldEvent.ClientLeft left:
                if (left.Operation is { } operation)
                    json.WriteOperation(operation);
                json.WriteString("reason", left.Reason.ToString());
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }
}
