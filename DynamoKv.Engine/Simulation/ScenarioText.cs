// Numbers, durations, names and texts as the scenario language writes them.
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>Writes the scalars and lists of the scenario language (YAML flow style), the same everywhere.</summary>
internal static class ScenarioText
{
    private static readonly string[] ReservedWords = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    /// <summary>Exact: "2s", "5ms", "0.235ms".</summary>
    public static string Duration(TimeSpan duration)
    {
        return duration.Ticks != 0 && duration.Ticks % TimeSpan.TicksPerSecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerSecond}s")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / (decimal)TimeSpan.TicksPerMillisecond:0.####}ms");
    }

    /// <summary>The shortest digits that read back as the same number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text: bare where YAML reads it as the same text, else in double quotes.</summary>
    public static string Text(string value) => IsPlain(value) ? value : Quoted(value);

    /// <summary>"[A, B]".</summary>
    public static string List(IEnumerable<NodeId> nodes) => $"[{string.Join(", ", nodes.Select(node => Text(node.Value)))}]";

    private static string Quoted(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static bool IsPlain(string value) =>
        value.Length > 0
        && char.IsAsciiLetter(value[0])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !ReservedWords.Contains(value, StringComparer.OrdinalIgnoreCase);
}
