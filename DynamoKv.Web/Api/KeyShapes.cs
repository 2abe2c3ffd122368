// The JSON shapes about keys and their replicas. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>Answer of GET /api/v1/keys.</summary>
[Description("Live keys on the nodes that are up, in ordinal order. Where coverage.answered is less than coverage.needed, keys may be missing.")]
internal sealed record KeysAnswer(IReadOnlyList<string> Keys, string? NextCursor, CoverageInfo Coverage);

/// <summary>How many nodes answered a listing, and how many would make it complete.</summary>
internal sealed record CoverageInfo(int Answered, int Needed);

/// <summary>Answer of GET /api/v1/keys/{key}/preference-list.</summary>
[Description("partition is the range of positions (start exclusive, end inclusive, wrapping) that holds the key.")]
internal sealed record PreferenceListAnswer(string Key, uint Hash, PartitionInfo Partition, IReadOnlyList<PreferredNode> Nodes);

/// <summary>A range of positions.</summary>
internal sealed record PartitionInfo(uint Start, uint End);

/// <summary>A node of a preference list; position counts from 1.</summary>
internal sealed record PreferredNode(string NodeId, int Position, string Role, string Status);

/// <summary>Answer of GET /api/v1/keys/{key}/replicas.</summary>
[Description("The key's primaries in preference order, then any other node that holds a version, then hints, each with hint_for. What a crashed node holds is what its disk holds.")]
internal sealed record ReplicasAnswer(string Key, IReadOnlyList<ReplicaInfo> Replicas);

/// <summary>What one replica holds now.</summary>
internal sealed record ReplicaInfo(
    string NodeId, string Status, IReadOnlyList<SiblingInfo> Siblings, IReadOnlyDictionary<string, long> VectorClock)
{
    /// <summary>For whom it keeps them, when they are a hint.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HintFor { get; init; }
}
