// Nodes by what they are, in the scenario language.
using System.Globalization;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>
/// Reads a selector: a node, a rack, primary(key), replica(key, 1), fallback(key, 1), coordinator(step), random(2),
/// all,
/// all_except(A, B), event.node, or a list of these.
/// </summary>
internal sealed class SelectorShape : Shape<NodeSelector>
{
    private static readonly string[] Functions = ["primary", "replica", "fallback", "coordinator", "random", "all_except"];

    public static SelectorShape Instance { get; } = new();

    public override string Hint => "a node, a rack, primary(key), replica(key, 1), fallback(key, 1), coordinator(step), random(1), all, all_except(A, B), event.node, or a list";

    public override JsonObject Schema() => new() { ["$ref"] = "#/$defs/selector" };

    public static JsonObject Definition() => Scalars.OneOf(
        new JsonObject { ["type"] = "string", ["description"] = Instance.Hint }, new JsonObject { ["type"] = "array", ["items"] = Scalars.Typed("string") });

    public override NodeSelector Read(TextNode node, ReadScope scope)
    {
        if (node is TextNode.Sequence list)
            return new NodeSelector.Several([.. list.Items.Select(item => Read(item, scope))]);
        if (node is not TextNode.Scalar scalar)
            return Wrong(node, scope);

        try
        {
            return Parse(scalar.Value, scope.Racks);
        }
        catch (FormatException wrong)
        {
            scope.Fail(node, wrong.Message);
            return new NodeSelector.All();
        }
    }

    public override string Write(NodeSelector value) => value.ToScenarioText();

    private static NodeSelector Parse(string text, HashSet<string> racks)
    {
        text = text.Trim();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return text switch
            {
                "all" => new NodeSelector.All(),
                "event.node" => new NodeSelector.OfEvent(),
                _ when racks.Contains(text) => new NodeSelector.Rack(text),
                _ when NodeId.IsValid(text) => new NodeSelector.One(new NodeId(text)),
                _ => throw new FormatException($"'{text}' names no node: give {Instance.Hint}."),
            };
        }

        if (!text.EndsWith(')'))
            throw new FormatException($"'{text}' lacks its closing bracket.");

        var (name, inside) = (text[..open], text[(open + 1)..^1]);
        return name switch
        {
            "primary" => new NodeSelector.Primary(KeyOf(inside)),
            "coordinator" => new NodeSelector.Coordinator(inside.Trim()),
            "random" => new NodeSelector.Random(Number(inside)),
            "replica" => IndexedOf(inside, (key, index) => new NodeSelector.Replica(key, index)),
            "fallback" => IndexedOf(inside, (key, index) => new NodeSelector.Fallback(key, index)),
            "all_except" => new NodeSelector.AllExcept([.. Parts(inside).Select(part => Parse(part, racks))]),
            _ => throw new FormatException($"there is no selector '{name}': {NearestWord.Advice(name, Functions)}"),
        };
    }

    // The number stands behind the last comma: a key may have commas of its own.
    private static NodeSelector IndexedOf(string inside, Func<Key, int, NodeSelector> make)
    {
        var comma = inside.LastIndexOf(',');
        return comma < 0
            ? throw new FormatException($"'{inside}' should be a key and a number: cart, 1.")
            : make(KeyOf(inside[..comma]), Number(inside[(comma + 1)..]));
    }

    // At commas that stand in no brackets.
    private static IEnumerable<string> Parts(string inside)
    {
        var (start, depth) = (0, 0);
        for (var index = 0; index < inside.Length; index++)
        {
            depth += inside[index] switch { '(' => 1, ')' => -1, _ => 0 };
            if (inside[index] == ',' && depth == 0)
            {
                yield return inside[start..index];
                start = index + 1;
            }
        }

        yield return inside[start..];
    }

    private static Key KeyOf(string text) =>
        Key.TryCreate(text.Trim().Trim('\'', '"'), out var key, out var problem) ? key : throw new FormatException(problem);

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text.Trim()}' should be a whole number.");
}
