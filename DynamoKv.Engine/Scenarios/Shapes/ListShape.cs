// Several of one shape.
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>Several of one shape, in order.</summary>
/// <param name="item">What each is.</param>
/// <param name="isBlock">Whether each gets a line of its own.</param>
internal sealed class ListShape<T>(Shape<T> item, bool isBlock = false) : Shape<ImmutableArray<T>>
{
    public override string Hint => $"a list, each {item.Hint}";

    public override IEnumerable<MapShape> Maps => item.Maps;

    public override JsonObject Schema() => new() { ["type"] = "array", ["items"] = item.Schema() };

    public override ImmutableArray<T> Read(TextNode node, ReadScope scope)
    {
        if (node is not TextNode.Sequence list)
        {
            Wrong(node, scope);
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>(list.Items.Length);
        for (var index = 0; index < list.Items.Length; index++)
            items.Add(scope.Under($"[{index}]", () => item.Read(list.Items[index], scope)));

        return items.MoveToImmutable();
    }

    public override string Write(ImmutableArray<T> value) => $"[{string.Join(", ", value.Select(item.Write))}]";

    public override IEnumerable<string>? WriteLines(ImmutableArray<T> value) => isBlock && value.Length > 0 ? value.Select(one => $"- {item.Write(one)}") : null;
}
