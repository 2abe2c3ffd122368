// Names of nodes, keys and clients in the scenario language.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>Names of nodes, keys and clients in the scenario language.</summary>
internal static class Names
{
    /// <summary>The most nodes of a run.</summary>
    public const int MaxNodes = 1_000;

    public static Shape<NodeId> Node { get; } = Scalars.Parsed(
        "a node's name (1 to 63 letters, digits or '-')", text => NodeId.IsValid(text) ? (true, new NodeId(text)) : (false, default), node => ScenarioText.Text(node.Value));

    public static Shape<ImmutableArray<NodeId>> NodeList { get; } = new ListShape<NodeId>(Node);

    public static Shape<Key> Key { get; } = Scalars.Parsed(
        "a key (1 to 1,024 bytes)", text => Primitives.Key.TryCreate(text, out var key, out _) ? (true, key) : (false, default), key => ScenarioText.Text(key.Text));

    public static Shape<ImmutableArray<NodeId>> Nodes { get; } = new NodesShape();

    /// <summary>One name or a list of them.</summary>
    public static Shape<ImmutableArray<string>> Places { get; } = new PlacesShape();

    private sealed class NodesShape : Shape<ImmutableArray<NodeId>>
    {
        private static readonly MapShape<int> Counted = new(
            "cluster.nodes", "Nodes without names of your own: A to Z, or n001 and so on.", 5,
            new Words<int>(5).Of("count", "How many.", Scalars.Whole(1, MaxNodes), count => count, (_, count) => count, isRequired: true));

        public override string Hint => "a list of names ([A, B, C]) or { count: 5 }";

        public override JsonObject Schema() => Scalars.OneOf(NodeList.Schema(), Counted.Schema());

        public override ImmutableArray<NodeId> Read(TextNode node, ReadScope scope)
        {
            if (node is TextNode.Mapping)
                return Generated(Counted.Read(node, scope));

            var names = NodeList.Read(node, scope);
            if (names.IsEmpty || names.Length > MaxNodes)
                scope.Fail(node, $"a cluster has 1 to {MaxNodes.ToString("N0", CultureInfo.InvariantCulture)} nodes.");
            else if (names.Distinct().Count() < names.Length)
                scope.Fail(node, $"{names.GroupBy(name => name).First(group => group.Count() > 1).Key} stands here twice.");

            return names;
        }

        public override string Write(ImmutableArray<NodeId> value) =>
            value.SequenceEqual(Generated(value.Length)) ? $"{{ count: {ScenarioText.Number(value.Length)} }}" : NodeList.Write(value);

        private static ImmutableArray<NodeId> Generated(int count) =>
            [.. Enumerable.Range(0, count).Select(index => new NodeId(count <= 26 ? $"{(char)('A' + index)}" : string.Create(CultureInfo.InvariantCulture, $"n{index + 1:000}")))];
    }

    private sealed class PlacesShape : Shape<ImmutableArray<string>>
    {
        private static readonly ListShape<string> List = new(Scalars.Text);

        public override string Hint => "a node, a rack, or a list of them";

        public override JsonObject Schema() => Scalars.OneOf(Scalars.Typed("string"), List.Schema());

        public override ImmutableArray<string> Read(TextNode node, ReadScope scope) =>
            node is TextNode.Sequence ? List.Read(node, scope) : [Scalars.Text.Read(node, scope)];

        public override string Write(ImmutableArray<string> value) => value.Length == 1 ? ScenarioText.Text(value[0]) : List.Write(value);
    }
}
