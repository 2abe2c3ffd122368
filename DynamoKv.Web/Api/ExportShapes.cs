// The JSON lines of an export and of an import's answer. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>A line of an export, and of an import.</summary>
[Description("siblings are the live versions; several when they are concurrent. An import needs of each only value, and encoding and content_type where they are not utf8 and text; "
    + "expires_at is when the value counts as deleted, where ttl_seconds was given.")]
internal sealed record ExportedKey(string Key, IReadOnlyList<ExportedValue> Siblings);

/// <summary>A live version.</summary>
internal sealed record ExportedValue(string Value, string Encoding, string ContentType, double Timestamp)
{
    /// <summary>What the Riak-compatible routes keep beside the value; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Metadata { get; init; }

    /// <summary>When it counts as deleted, in seconds of the cluster that wrote it; left out where it stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ExpiresAt { get; init; }
}

/// <summary>A line that was not imported.</summary>
internal sealed record ImportProblem(long Line, string? Key, int Status, string Error);

/// <summary>The last line of an import's answer.</summary>
[Description("expired: lines whose every version had outlived its time and was left out. errors_left_out: problems beyond the first 1,000, which are counted in failed but not listed.")]
internal sealed record ImportSummary(bool Done, long Lines, long Imported, long Expired, long Failed, long ErrorsLeftOut, double Timestamp);
