// A mapping whose names are free.
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>A mapping whose names are free: racks, weights of nodes.</summary>
/// <param name="names">What a name is, for people.</param>
/// <param name="value">What stands under each.</param>
internal sealed class NamedShape<T>(string names, Shape<T> value) : Shape<ImmutableArray<(string Name, T Value)>>
{
    public override string Hint => $"a mapping from {names} to {value.Hint}";

    public override IEnumerable<MapShape> Maps => value.Maps;

    public override JsonObject Schema() => new() { ["type"] = "object", ["additionalProperties"] = value.Schema() };

    public override ImmutableArray<(string Name, T Value)> Read(TextNode node, ReadScope scope)
    {
        if (node is not TextNode.Mapping mapping)
        {
            Wrong(node, scope);
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<(string, T)>(mapping.Entries.Length);
        foreach (var (name, under) in mapping.Entries)
        {
            if (!seen.Add(name.Value))
                scope.Fail(name, $"'{name.Value}' stands here twice.");

            entries.Add((name.Value, scope.Under(name.Value, () => value.Read(under, scope))));
        }

        return entries.MoveToImmutable();
    }

    public override string Write(ImmutableArray<(string Name, T Value)> entries) =>
        entries.Length == 0 ? "{}" : $"{{ {string.Join(", ", entries.Select(entry => $"{ScenarioText.Text(entry.Name)}: {value.Write(entry.Value)}"))} }}";
}
