// What all mappings of the language have in common.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>What all mappings of the language have in common.</summary>
internal static class MapReading
{
    /// <summary>Names that are not known, that come twice, or that are missing.</summary>
    public static void FindStrangers(TextNode.Mapping mapping, IReadOnlyList<Word> words, ReadScope scope)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in mapping.Entries)
        {
            if (words.All(word => word.Name != name.Value))
                scope.Fail(name, $"there is no word '{name.Value}' here: {NearestWord.Advice(name.Value, [.. words.Select(word => word.Name)])}");
            else if (!seen.Add(name.Value))
                scope.Fail(name, $"'{name.Value}' stands here twice.");
        }

        foreach (var word in words)
        {
            if (word.IsRequired && !seen.Contains(word.Name))
                scope.Fail(mapping, $"'{word.Name}' is missing: {word.Shape.Hint}.");
        }
    }

    /// <summary>The mapping as a JSON Schema.</summary>
    public static JsonObject SchemaOf(IReadOnlyList<Word> words)
    {
        var properties = new JsonObject();
        foreach (var word in words)
        {
            var schema = word.Shape.Schema();
            schema["description"] = word.Summary;
            properties[word.Name] = schema;
        }

        var whole = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (words.Any(word => word.IsRequired))
            whole["required"] = new JsonArray([.. words.Where(word => word.IsRequired).Select(word => JsonValue.Create(word.Name))]);

        return whole;
    }
}
