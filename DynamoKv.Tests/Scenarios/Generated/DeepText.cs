// Everything that an object holds, as a text.
using System.Collections;
using System.Globalization;
using System.Reflection;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Planning;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Scenarios.Generated;

/// <summary>
/// Everything that an object holds, so that two can be compared to the bottom: records say nothing of what lists in
/// them hold.
/// </summary>
internal static class DeepText
{
    public static string Of(object? value) => value switch
    {
        null => "-",
        string text => $"'{text}'",
        NodeId or Key or Instant or Latency => value.ToString()!,
        NodeSelector.Several { Parts: [var only] } => Of(only), // a list of one is that one
        NodeSelector selector => selector.ToScenarioText(),
        VersionRules rules => rules.Mode.ToString(),
        SweepAxis axis => $"{axis.Path}: {string.Join(", ", axis.Values.Select(TextWriting.Flow)).Replace("\"", "", StringComparison.Ordinal)}", // where it stood and in what quotes does not matter
        byte[] bytes => Convert.ToHexString(bytes),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        IEnumerable list when !IsDefault(list) => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        IEnumerable => "[]",
        _ when value.GetType() is var type && (type.IsPrimitive || type.IsEnum || value is TimeSpan or decimal) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Members(value))} }}",
    };

    private static IEnumerable<string> Members(object value) => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .Select(property => $"{property.Name}: {Of(property.GetValue(value))}")
        .Concat(value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => $"{field.Name}: {Of(field.GetValue(value))}")); // of tuples

    private static bool IsDefault(IEnumerable list) => list.GetType().GetProperty("IsDefault")?.GetValue(list) is true;
}
