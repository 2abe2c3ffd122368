// Hinted handoff (Dynamo 4.6), as properties of a line.
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about hinted handoff in their order.</summary>
internal static class HandoffWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent.OfHandoff what)
    {
        switch (what)
        {
            case TraceEvent.FallbackAsked asked:
                json.WriteOperation(asked.Operation, asked.Key);
                json.WriteString("holder", asked.Holder.Value);
                json.WriteString("intended", asked.Intended.Value);
                break;
            case TraceEvent.HintKept kept:
                json.WriteKey(kept.Operation, kept.Key);
                json.WriteString("target", kept.Target.Value);
                json.WriteVersions(kept.Versions);
                break;
            case TraceEvent.HintDelivered delivered:
                json.WriteString("key", delivered.Key.Text);
                json.WriteString("target", delivered.Target.Value);
                break;
            case TraceEvent.HintDropped dropped:
                json.WriteString("key", dropped.Key.Text);
                json.WriteString("target", dropped.Target.Value);
                json.WriteString("loss", dropped.Loss.ToString());
                break;
            case TraceEvent.HintRedirected redirected:
                json.WriteString("key", redirected.Key.Text);
                json.WriteString("target", redirected.Target.Value);
                json.WriteNodes("owners", redirected.Owners);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    /// <exception cref="InvalidOperationException">When the message has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, Message.OfHandoff message)
    {
        json.WriteString("key", message.Key.Text);
        switch (message)
        {
            case Message.HintDelivery delivery:
                json.WriteVersions(delivery.Versions);
                break;
            case Message.HintAcknowledged acknowledged:
                json.WriteString("digest", acknowledged.Digest.ToString("x16", CultureInfo.InvariantCulture));
                break;
            case Message.HintRefused:
                break; // the key says all
            default:
                throw new InvalidOperationException($"The log has no words for {message.GetType().Name}.");
        }
    }
}
