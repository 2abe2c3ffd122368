// A technique that can be switched off.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>
/// A technique that can be switched off: 'off', 'on', or a mapping, in which 'enabled: false' is the same as 'off'.
/// </summary>
internal sealed class SwitchShape<T>(MapShape<T> inner) : Shape<T?>
    where T : class
{
    private const string Enabled = "enabled";

    public override string Hint => $"off, on, or {inner.Hint}";

    public override bool WritesNull => true;

    public override IEnumerable<MapShape> Maps => inner.Maps;

    public override JsonObject Schema()
    {
        var mapping = inner.Schema();
        mapping["properties"]!.AsObject().Insert(0, Enabled, new JsonObject { ["type"] = "boolean" });
        return Scalars.OneOf(new JsonObject { ["enum"] = new JsonArray("on", "off") }, mapping);
    }

    public override T? Read(TextNode node, ReadScope scope)
    {
        if (node is TextNode.Scalar { Value: "off" })
            return null;
        if (node is TextNode.Scalar { Value: "on" })
            return inner.Empty;
        if (node is not TextNode.Mapping mapping)
            return Wrong(node, scope);

        var isEnabled = mapping.Find(Enabled) is not { } flag || scope.Under(Enabled, () => Scalars.Flag.Read(flag, scope));
        var value = inner.Read(new TextNode.Mapping(mapping.At, [.. mapping.Entries.Where(entry => entry.Name.Value != Enabled)]), scope);
        return isEnabled ? value : null;
    }

    public override string Write(T? value) => value is null ? "off" : inner.Write(value) is var text && text == "{}" ? "on" : text;
}
