// Names of writes and operations in lines of the log.
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>
/// Writes the names of writes and operations as their texts have them, without making the texts: a log has
/// several in every line. Names of nodes are ASCII.
/// </summary>
internal static class NameWords
{
    private const int MostBytes = NodeId.MaxLength + (2 * 21); // a node and two numbers, each with its mark

    /// <summary>"A/1:8".</summary>
    public static void WriteDot(this Utf8JsonWriter json, string name, Dot dot)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        json.WriteString(name, text[..Counted(text, dot.Actor, dot.Counter)]);
    }

    /// <summary>"A/1:8" in a list.</summary>
    public static void WriteClockEntry(this Utf8JsonWriter json, VersionActor actor, long counter)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        json.WriteStringValue(text[..Counted(text, actor, counter)]);
    }

    /// <summary>"A#17".</summary>
    public static void WriteOperation(this Utf8JsonWriter json, OperationId operation)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        var length = Encoding.ASCII.GetBytes(operation.Entry.Value, text);
        json.WriteString("operation"u8, text[..Number(text, length, (byte)'#', operation.Number)]);
    }

    private static int Counted(Span<byte> text, VersionActor actor, long counter)
    {
        var length = Encoding.ASCII.GetBytes(actor.Node.Value, text);
        return Number(text, Number(text, length, (byte)'/', actor.Incarnation), (byte)':', counter);
    }

    private static int Number(Span<byte> text, int length, byte mark, long number)
    {
        text[length] = mark;
        Utf8Formatter.TryFormat(number, text[(length + 1)..], out var written);
        return length + 1 + written;
    }
}
