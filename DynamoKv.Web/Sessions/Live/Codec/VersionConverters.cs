// Versions and what clients say of them, as JSON.
using System.Text.Json;
using System.Text.Json.Serialization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Sessions.Live.Codec;

/// <summary>The canonical bytes.</summary>
internal sealed class SiblingSetConverter : JsonConverter<SiblingSet>
{
    public override SiblingSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return SiblingSet.Decode(reader.GetBytesFromBase64());
        }
        catch (FormatException malformed)
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    public override void Write(Utf8JsonWriter writer, SiblingSet value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.Encode());
}

/// <summary>Its pairs.</summary>
internal sealed class VectorClockConverter : JsonConverter<VectorClock>
{
    public override VectorClock Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return VectorClock.Of(JsonSerializer.Deserialize<List<ClockEntry>>(ref reader, options) ?? []);
        }
        catch (ArgumentException malformed)
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    public override void Write(Utf8JsonWriter writer, VectorClock value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Entries.ToList(), options);
}

/// <summary>Its clock and replica, not its text: that is bounded, because clients send it.</summary>
internal sealed class CausalContextConverter : JsonConverter<CausalContext>
{
    public override CausalContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize<Parts>(ref reader, options);
        return parts is { Clock: not null } ? new CausalContext(parts.Clock, parts.Fastest) : throw new JsonException("A context has no clock.");
    }

    public override void Write(Utf8JsonWriter writer, CausalContext value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Parts(value.Clock, value.FastestReplica), options);

    private sealed record Parts(VectorClock Clock, NodeId? Fastest);
}

/// <summary>A value on its way to a coordinator.</summary>
internal sealed class WriteContentConverter : JsonConverter<WriteContent>
{
    public override WriteContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize<Parts>(ref reader, options);
        try
        {
            return parts is { Type: not null }
                ? new WriteContent(parts.Value, parts.Type) { TimeToLive = parts.Life, Metadata = parts.Metadata ?? "" }
                : throw new JsonException("A value has no content type.");
        }
        catch (ArgumentException malformed)
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    public override void Write(Utf8JsonWriter writer, WriteContent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Parts(value.Value, value.ContentType, value.TimeToLive, value.Metadata), options);

    private sealed record Parts(ReadOnlyMemory<byte> Value, string Type, TimeSpan? Life, string? Metadata);
}
