// The canonical line of a log entry: what is exported, hashed and compared.
using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>
/// Writes an entry as one line of compact JSON with its properties in a fixed order, the same on every machine.
/// Versions stand as their dots and clocks and a digest of their canonical bytes, not as values.
/// </summary>
public static class LogLine
{
    private const int MostDigits = 32; // of a time

    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

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
        Write(json, entry);
    }

    /// <summary>Writes the line with a writer that was reset; it is not flushed.</summary>
    internal static void Write(Utf8JsonWriter json, LogEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("n"u8, entry.Number);
        WriteTime(json, entry.At);
        if (entry.Node is { } node)
            json.WriteString("node"u8, node.Value);
        if (entry.Cause != 0)
            json.WriteNumber("cause"u8, entry.Cause);

        json.WriteString("event"u8, entry.What.GetType().Name);
        if (entry.What is WorldEvent world)
            WorldEventWords.Write(json, world);
        else
            TraceEventWords.Write(json, entry.What);

        json.WriteEndObject();
    }

    // The same as Instant.ToString, without a text for each line.
    private static void WriteTime(Utf8JsonWriter json, Instant at)
    {
        if (at < Instant.Zero)
        {
            json.WriteString("at"u8, at.ToString());
            return;
        }

        Span<byte> text = stackalloc byte[MostDigits];
        var (seconds, rest) = Math.DivRem(at.Microseconds, 1_000_000);
        Utf8Formatter.TryFormat(seconds, text, out var whole);
        text[whole] = (byte)'.';
        Utf8Formatter.TryFormat(rest, text[(whole + 1)..], out var part, new StandardFormat('D', 6));
        json.WriteString("at"u8, text[..(whole + 1 + part)]);
    }
}
