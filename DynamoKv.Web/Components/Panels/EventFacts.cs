// What an event says, in the words of the log.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Panels;

/// <summary>What an event says, in the words of the log: its properties one after the other. For events that have no shorter form.</summary>
public static class EventFacts
{
    /// <summary>The longest text.</summary>
    public const int MaxLength = 160;

    private static readonly string[] Known = ["n", "at", "node", "cause", "event"];

    /// <summary>"member F, phase Joining, generation 0".</summary>
    public static string Of(TraceEvent what)
    {
        using var line = JsonDocument.Parse(LogLine.Format(new LogEntry(1, Instant.Zero, null, 0, what)));
        var text = string.Join(", ", line.RootElement.EnumerateObject()
            .Where(property => !Known.Contains(property.Name))
            .Select(property => Words.Fill("{0} {1}", property.Name, Plain(property.Value))));
        return text.Length <= MaxLength ? text : text[..(MaxLength - 1)] + "…";
    }

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => Words.List(value.EnumerateArray().Select(Plain)),
        JsonValueKind.Object => string.Join(" ", value.EnumerateObject().Select(property => Plain(property.Value))),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };
}
