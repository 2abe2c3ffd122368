// Who took part in an operation, as JSON.
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Web.Sessions.Live.Codec;

internal sealed class ParticipationConverter : JsonConverter<Participation>
{
    public override Participation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize<Parts>(ref reader, options) ?? throw new JsonException("Who took part is missing.");
        return new Participation(Of(parts.Asked), Of(parts.Succeeded), Of(parts.Failed), Of(parts.Silent), parts.Required).WithHinted(Of(parts.Hinted));
    }

    public override void Write(Utf8JsonWriter writer, Participation value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer, new Parts(value.Asked, value.Succeeded, value.Failed, value.Silent, value.Required, value.Hinted), options);

    private static ImmutableArray<T> Of<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;

    private sealed record Parts(
        ImmutableArray<NodeId> Asked, ImmutableArray<NodeId> Succeeded, ImmutableArray<NodeId> Failed, ImmutableArray<NodeId> Silent, int Required,
        ImmutableArray<StandIn> Hinted);
}
