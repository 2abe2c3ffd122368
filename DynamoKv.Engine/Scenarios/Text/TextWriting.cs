// Nodes to YAML in flow style.
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Text;

/// <summary>Writes nodes as YAML in flow style.</summary>
internal static class TextWriting
{
    /// <summary>The text that reads back as the same node.</summary>
    public static string Flow(TextNode node) => node switch
    {
        TextNode.Scalar { IsQuoted: true } quoted => ScenarioText.Text(quoted.Value),
        TextNode.Scalar plain => IsSafe(plain.Value) ? plain.Value : ScenarioText.Text(plain.Value),
        TextNode.Sequence list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
        TextNode.Mapping map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{Flow(entry.Name)}: {Flow(entry.Value)}"))} }}",
        _ => throw new InvalidOperationException($"There is no text for {node}."),
    };

    private static bool IsSafe(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '%');
}
