// How members of a cluster write what they tell each other for pages and administrators.
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DynamoKv.Web.Sessions.Live.Codec;

/// <summary>
/// JSON between members: for what people look at, never for the protocol's own messages. Properties that are not known are
/// passed over, so that members of different versions understand each other; kinds that are not known are the reader's business.
/// </summary>
internal static class LiveJson
{
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    public static ReadOnlyMemory<byte> Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="JsonException">When it can't be read.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize<T>(json.Span, Options) ?? throw new JsonException($"A {typeof(T).Name} is missing.");

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            IgnoreReadOnlyProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ClosedSets.Describe } },
            Converters =
            {
                new NodeIdConverter(), new KeyConverter(), new InstantConverter(), new RingPositionConverter(), new SiblingSetConverter(),
                new VectorClockConverter(), new CausalContextConverter(), new WriteContentConverter(), new ParticipationConverter(),
                new DoubleConverter(),
            },
        };
        options.MakeReadOnly();
        return options;
    }
}
