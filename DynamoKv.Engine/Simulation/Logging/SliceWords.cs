// Buffered writes (Dynamo 6.1) and the pace of background work (Dynamo 6.5), as properties of a line.
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about buffered writes and the pace of background work in their order.</summary>
internal static class SliceWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent what)
    {
        switch (what)
        {
            case TraceEvent.RowsFlushed flushed:
                json.WriteNumber("rows", flushed.Keys.Length);
                json.WriteNumber("waiting", flushed.Waiting);
                json.WriteString("reason", flushed.Reason.ToString());
                json.WriteStartArray("keys");
                foreach (var key in flushed.Keys)
                    json.WriteStringValue(key.Text);

                json.WriteEndArray();
                break;
            case TraceEvent.BackgroundPaced paced:
                json.WriteString("p99", paced.P99 is { } p99 ? ScenarioText.Duration(p99) : "none");
                json.WriteString("threshold", ScenarioText.Duration(paced.Threshold));
                json.WriteString("slicesPerSecond", paced.SlicesPerSecond.ToString("0.###", CultureInfo.InvariantCulture));
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }
}
