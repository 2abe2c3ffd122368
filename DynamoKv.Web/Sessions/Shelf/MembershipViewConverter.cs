// A membership view as JSON.
using System.Text.Json;
using System.Text.Json.Serialization;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Sessions.Shelf;

/// <summary>What a node believes of the members: its records in their canonical bytes, and the newest signs of life.</summary>
internal sealed class MembershipViewConverter : JsonConverter<MembershipView>
{
    public override MembershipView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize<Parts>(ref reader, options) ?? throw new JsonException("A membership view is missing.");
        try
        {
            return parts.Beats.Aggregate(MembershipView.Of(MembershipFormat.Decode(parts.Records)), (view, beat) => view.With(beat.Node, beat.Pulse));
        }
        catch (FormatException malformed)
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    public override void Write(Utf8JsonWriter writer, MembershipView value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer, new Parts(MembershipFormat.Encode(value), [.. value.Members.Where(member => member.Pulse != default).Select(member => new Beat(member.Record.Id, member.Pulse))]), options);

    private sealed record Parts(byte[] Records, IReadOnlyList<Beat> Beats);

    private sealed record Beat(NodeId Node, Pulse Pulse);
}
