// A mapping in which one name says which others there are.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>One kind of a tagged mapping.</summary>
/// <param name="Name">What the tag says.</param>
/// <param name="Shape">The other names, as a shape of its own.</param>
/// <param name="Read">Reads those.</param>
/// <param name="TryWrite">Writes a value of this kind; null: it is of another.</param>
internal sealed record TaggedKind<T>(string Name, Shape Shape, Func<TextNode, ReadScope, T> Read, Func<T, string?> TryWrite)
{
    /// <summary>A kind that is a type of its own.</summary>
    public static TaggedKind<T> Of<TKind>(string name, Shape<TKind> shape)
        where TKind : T => new(name, shape, (node, scope) => shape.Read(node, scope), value => value is TKind own ? shape.Write(own) : null);
}

/// <summary>A mapping in which one name, the tag, says which others there are.</summary>
internal sealed class TaggedShape<T>(string hint, string tag, params TaggedKind<T>[] kinds) : Shape<T>
{
    public override string Hint => hint;

    public override IEnumerable<MapShape> Maps => kinds.SelectMany(kind => kind.Shape.Maps);

    public override JsonObject Schema() => Scalars.OneOf([.. kinds.Select(SchemaOf)]);

    public override T Read(TextNode node, ReadScope scope)
    {
        if (node is not TextNode.Mapping mapping)
            return Wrong(node, scope);
        if (mapping.Find(tag) is not TextNode.Scalar named)
        {
            scope.Fail(node, $"'{tag}' is missing: {Names}.");
            return default!;
        }

        if (Array.Find(kinds, kind => kind.Name == named.Value) is { } known)
            return known.Read(new TextNode.Mapping(mapping.At, [.. mapping.Entries.Where(entry => entry.Name.Value != tag)]), scope);

        scope.Under(tag, () =>
        {
            scope.Fail(named, $"there is no '{named.Value}': {NearestWord.Advice(named.Value, [.. kinds.Select(kind => kind.Name)])}");
            return 0;
        });
        return default!;
    }

    public override string Write(T value)
    {
        foreach (var kind in kinds)
        {
            if (kind.TryWrite(value) is { } text)
                return text == "{}" ? $"{{ {tag}: {kind.Name} }}" : $"{{ {tag}: {kind.Name}, {text[2..]}";
        }

        throw new InvalidOperationException($"There is no word for '{value}'.");
    }

    private string Names => $"one of {string.Join(", ", kinds.Select(kind => kind.Name))}";

    private JsonObject SchemaOf(TaggedKind<T> kind)
    {
        var schema = kind.Shape.Schema();
        var properties = new JsonObject { [tag] = new JsonObject { ["const"] = kind.Name } };
        foreach (var (name, value) in schema["properties"]?.AsObject().ToArray() ?? [])
            properties[name] = value!.DeepClone();

        schema["properties"] = properties;
        schema["required"] = new JsonArray([JsonValue.Create(tag), .. (schema["required"]?.AsArray() ?? []).Select(name => name!.DeepClone())]);
        return schema;
    }
}
