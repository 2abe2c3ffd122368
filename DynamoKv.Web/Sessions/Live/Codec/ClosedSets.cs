// The closed sets of the protocol, as the compiler knows them.
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Codec;

/// <summary>The kinds of each closed set, by the names of their types. A new kind is in it as soon as it is written.</summary>
internal static class ClosedSets
{
    private const string KindProperty = "$kind";
    private static readonly Type[] Roots = [typeof(TraceEvent), typeof(ClientRequest), typeof(ClientResponse), typeof(NodeCommand), typeof(CommandAnswer)];

    /// <summary>All kinds of a set that a node can say; what only a world says never travels.</summary>
    public static IReadOnlyList<Type> KindsOf(Type root) =>
        [.. root.Assembly.GetTypes()
            .Where(type => !type.IsAbstract && root.IsAssignableFrom(type) && !type.IsAssignableTo(typeof(WorldEvent)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Tells the serializer which kinds a set has.</summary>
    public static void Describe(JsonTypeInfo info)
    {
        if (!Roots.Contains(info.Type))
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = KindProperty,
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var kind in KindsOf(info.Type))
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
        }
    }
}
