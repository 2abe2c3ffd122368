// A value that may be missing.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>A value that is null where nothing is said.</summary>
internal sealed class MaybeShape<T>(Shape<T> inner) : Shape<T?>
    where T : struct
{
    public override string Hint => inner.Hint;

    public override IEnumerable<MapShape> Maps => inner.Maps;

    public override JsonObject Schema() => inner.Schema();

    public override T? Read(TextNode node, ReadScope scope) => inner.Read(node, scope);

    public override string Write(T? value) => value is { } there ? inner.Write(there) : "";

    public override IEnumerable<string>? WriteLines(T? value) => value is { } there ? inner.WriteLines(there) : null;
}
