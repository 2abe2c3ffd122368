// Lines of a log in full, to be read again by any later version.
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Codec;

namespace DynamoKv.Web.Sessions.Shelf;

/// <summary>
/// Lines of a log in full, as JSON: unlike the canonical line it keeps values, so that a log can be shown again without running it. Properties
/// that a later version does not know are passed over; of kinds that it does not know it says so.
/// </summary>
internal static class RecordedJson
{
    private static readonly Type[] Roots = [typeof(TraceEvent), typeof(Message), typeof(ClientRequest), typeof(ClientResponse), typeof(NodeCommand), typeof(CommandAnswer)];

    private static readonly JsonSerializerOptions Options = new(LiveJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Describe } },
        Converters = { new MembershipViewConverter() },
    };

    /// <summary>A line of text, without a line feed.</summary>
    public static string Write(LogEntry entry) => JsonSerializer.Serialize(entry, Options);

    /// <summary>The entry of a line; null: this version can't read it.</summary>
    public static LogEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LogEntry>(line, Options);
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static void Describe(JsonTypeInfo info)
    {
        if (!Roots.Contains(info.Type))
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$kind" };
        foreach (var kind in KindsOf(info.Type))
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
        }
    }

    private static IEnumerable<Type> KindsOf(Type root) =>
        root.Assembly.GetTypes().Where(type => !type.IsAbstract && root.IsAssignableFrom(type)).OrderBy(type => type.Name, StringComparer.Ordinal);
}
