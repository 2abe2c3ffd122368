// The canonical line of a log entry: what is exported, hashed and compared.
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>
/// Writes an entry as one line of compact JSON with its properties in a fixed order, the same on every machine.
/// Versions stand as their dots and clocks and a digest of their canonical bytes, not as values.
/// </summary>
public static class LogLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The line, without a line feed.</summary>
    /// <exception cref="InvalidOperationException">When the entry tells of something that has no words yet.</exception>
    public static string Format(LogEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, entry);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the line in UTF-8, without a line feed.</summary>
    /// <exception cref="InvalidOperationException">When the entry tells of something that has no words yet.</exception>
    public static void Write(IBufferWriter<byte> target, LogEntry entry)
    {
        using var json = new Utf8JsonWriter(target, Options);
        json.WriteStartObject();
        json.WriteNumber("n", entry.Number);
        json.WriteString("at", entry.At.ToString());
        if (entry.Node is { } node)
            json.WriteString("node", node.Value);
        if (entry.Cause != 0)
            json.WriteNumber("cause", entry.Cause);

        json.WriteString("event", entry.What.GetType().Name);
        if (entry.What is WorldEvent world)
            WorldEventWords.Write(json, world);
        else
            TraceEventWords.Write(json, entry.What);

        json.WriteEndObject();
    }
}
