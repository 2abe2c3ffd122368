// The JSON lines of a batch and of its answer. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>A line of a batch as it was sent: nothing about it is checked yet.</summary>
internal sealed record BatchOrder(
    string? Op, string? Key, string? Value, string? Context, string? Encoding, string? ContentType, long? TtlSeconds);

/// <summary>The answer to one line of a batch.</summary>
[Description("In the order of the lines. status is the one that the operation's own route would answer with. What does not apply is left out: "
    + "value, encoding and content_type of a get that found one value, siblings of one that found several (300), error where nothing was done.")]
internal sealed record BatchAnswer(string? Op, string? Key, int Status)
{
    public string? Value { get; init; }

    public string? Encoding { get; init; }

    public string? ContentType { get; init; }

    public string? Context { get; init; }

    public IReadOnlyList<SiblingInfo>? Siblings { get; init; }

    public string? Error { get; init; }
}

/// <summary>Reading and writing the lines of a batch, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = RequestBody.MaxDepth)]
[JsonSerializable(typeof(BatchOrder))]
[JsonSerializable(typeof(BatchAnswer))]
internal sealed partial class BatchJson : JsonSerializerContext;
