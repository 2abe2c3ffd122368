// Removing tombstones for good, as properties of a line.
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about removing tombstones for good in their order.</summary>
internal static class ReapingWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent.OfReaping what)
    {
        switch (what)
        {
            case TraceEvent.ReapingProposed proposed:
                json.WriteNumber("round", proposed.Round);
                json.WriteNumber("keys", proposed.Keys);
                json.WriteNumber("members", proposed.Members);
                json.WriteBoolean("second", proposed.IsSecond);
                break;
            case TraceEvent.ReapingEnded ended:
                json.WriteNumber("round", ended.Round);
                json.WriteNumber("agreed", ended.Agreed);
                json.WriteNumber("keys", ended.Keys);
                json.WriteNodes("silent", ended.Silent);
                json.WriteBoolean("second", ended.IsSecond);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    /// <exception cref="InvalidOperationException">When the message has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, Message.OfReaping message)
    {
        json.WriteNumber("round", message.Round);
        switch (message)
        {
            case Message.ReapProposed proposed:
                json.WriteNumber("epoch", proposed.Epoch);
                WriteKeys(json, proposed.Keys);
                break;
            case Message.ReapAnswered answered:
                json.WriteNumber("agreed", answered.Agreed.Count(isAgreed => isAgreed));
                json.WriteNumber("keys", answered.Agreed.Length);
                break;
            case Message.ReapAgreed agreed:
                WriteKeys(json, agreed.Keys);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {message.GetType().Name}.");
        }
    }

    private static void WriteKeys(Utf8JsonWriter json, IEnumerable<ReapedKey> keys)
    {
        json.WriteStartObject("digests");
        foreach (var (key, digest) in keys)
            json.WriteString(key.Text, digest.ToString("x16", CultureInfo.InvariantCulture));

        json.WriteEndObject();
    }
}
