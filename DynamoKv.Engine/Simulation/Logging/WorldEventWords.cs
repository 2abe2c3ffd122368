// What the world says, as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of a world event in their order.</summary>
internal static class WorldEventWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, WorldEvent what)
    {
        switch (what)
        {
            case WorldEvent.MessageSent sent:
                json.WriteLink(sent.Number, sent.Sender, sent.Receiver);
                if (sent.ArrivesAt is { } arrival)
                    json.WriteString("arrives", arrival.ToString());
                MessageWords.Write(json, sent.Message);
                break;
            case WorldEvent.MessageDelivered delivered:
                json.WriteLink(delivered.Number, delivered.Sender, delivered.Receiver);
                break;
            case WorldEvent.MessageDropped dropped:
                json.WriteLink(dropped.Number, dropped.Sender, dropped.Receiver);
                json.WriteString("reason", dropped.Reason.ToString());
                break;
            case WorldEvent.MessageDuplicated duplicated:
                WriteCopy(json, duplicated);
                break;
            case WorldEvent.MessageDelayed delayed:
                json.WriteLink(delayed.Number, delayed.Sender, delayed.Receiver);
                json.WriteString("arrives", delayed.ArrivesAt.ToString());
                break;
            case WorldEvent.NodeCrashed crashed:
                json.WriteString("loss", crashed.Loss.ToString());
                json.WriteString("why", crashed.Cause);
                break;
            case WorldEvent.BitFlipped flipped:
                json.WriteString("key", flipped.Key.Text);
                break;
            case WorldEvent.FaultInjected injected:
                json.WriteString("fault", injected.Fault);
                json.WriteString("description", injected.Description);
                break;
            case WorldEvent.FaultHealed healed:
                json.WriteString("fault", healed.Fault);
                break;
            case WorldEvent.BatchCommitted committed:
                json.WriteNumber("inputs", committed.Inputs);
                break;
            case WorldEvent.OfLive live:
                LiveWords.Write(json, live);
                break;
            case WorldEvent.OfClient client:
                ClientWords.Write(json, client);
                break;
            case WorldEvent.SelectorResolved resolved:
                json.WriteString("fault", resolved.Fault);
                json.WriteString("selector", resolved.Selector);
                json.WriteNodes("nodes", resolved.Nodes);
                break;
            case WorldEvent.FaultPassedOver passed:
                json.WriteString("fault", passed.Fault);
                json.WriteString("what", passed.What);
                json.WriteString("reason", passed.Reason);
                break;
            case WorldEvent.NodeRestarted or WorldEvent.NodePaused or WorldEvent.NodeResumed:
                break; // the node of the line says all
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    private static void WriteCopy(Utf8JsonWriter json, WorldEvent.MessageDuplicated duplicated)
    {
        json.WriteNumber("message", duplicated.Number);
        json.WriteNumber("copy", duplicated.CopyNumber);
        json.WriteString("arrives", duplicated.ArrivesAt.ToString());
    }
}
