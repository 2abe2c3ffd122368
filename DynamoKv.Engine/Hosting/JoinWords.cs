// What a node that wants to join and a seed say to each other.
using System.Text.Json;
using System.Text.Json.Serialization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Hosting;

/// <summary>A node asks to become a member.</summary>
/// <param name="Node">Its name; the seed takes it only from that very node.</param>
/// <param name="Address">Where its server listens.</param>
/// <param name="Tokens">Its weight.</param>
/// <param name="Rack">What fails together with it; null: unknown.</param>
public sealed record JoinQuestion(string Node, string Address, int Tokens, string? Rack = null)
{
    /// <summary>Under which subject it is asked.</summary>
    public const string Subject = "join";

    /// <summary>As bytes: JSON, so that later versions can say more.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, JoinJson.Default.JoinQuestion);

    /// <summary>From bytes; null: they are none, or name no node.</summary>
    public static JoinQuestion? Decode(ReadOnlySpan<byte> bytes) =>
        JoinJson.Read(bytes, JoinJson.Default.JoinQuestion) is { Address: not null } question && NodeId.TryParse(question.Node, out _)
            ? question
            : null;
}

/// <summary>How a seed takes it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JoinOutcome>))]
public enum JoinOutcome
{
    /// <summary>The join is part of the membership; the node hears of it by gossip.</summary>
    Accepted,

    /// <summary>Not now: ask again.</summary>
    Wait,

    /// <summary>Never as it is asked: somebody has to change something.</summary>
    Refused,
}

/// <summary>A seed's answer.</summary>
/// <param name="Outcome">How it takes it.</param>
/// <param name="Sentence">Why, for people.</param>
public sealed record JoinAnswer(JoinOutcome Outcome, string Sentence)
{
    /// <summary>As bytes.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, JoinJson.Default.JoinAnswer);

    /// <summary>From bytes; null: they are none.</summary>
    public static JoinAnswer? Decode(ReadOnlySpan<byte> bytes) => JoinJson.Read(bytes, JoinJson.Default.JoinAnswer);
}

/// <summary>How both are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JoinQuestion))]
[JsonSerializable(typeof(JoinAnswer))]
internal sealed partial class JoinJson : JsonSerializerContext
{
    public static T? Read<T>(ReadOnlySpan<byte> bytes, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
