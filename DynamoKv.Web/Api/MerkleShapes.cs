// The JSON shapes about Merkle trees and comparisons. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>A node of a Merkle tree; level 0 is the root.</summary>
internal sealed record MerkleNodeInfo(string Hash, bool IsLeaf, int Level, int Position, PartitionInfo Range, int KeyCount)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MerkleNodeInfo>? Children { get; init; }
}

/// <summary>The tree of one key range at one node.</summary>
[Description("state: building, ready, off. root is null unless it is ready. tree_depth is the number of levels below the root.")]
internal sealed record MerkleTreeInfo(MerkleNodeInfo? Root, string NodeId, int KeyCount, int TreeDepth, PartitionInfo? Range, string State);

/// <summary>Answer of GET /api/v1/merkle-tree.</summary>
internal sealed record MerkleAnswer(MerkleTreeInfo MerkleTree, double Timestamp, string Message);

/// <summary>What came out of comparing two nodes.</summary>
[Description("missing_keys: the target has, the source lacks; extra_keys: the source has, the target lacks; mismatched_keys: both have, versions differ. "
    + "At most 1,000 keys in all. full_copy_bytes is about what a copy of everything shared would have been.")]
internal sealed record ComparisonInfo(
    string SourceNodeId, string TargetNodeId, bool IsConsistent, IReadOnlyList<string> MissingKeys, IReadOnlyList<string> MismatchedKeys,
    IReadOnlyList<string> ExtraKeys, long HashesCompared, long BytesExchanged, long FullCopyBytes, bool Truncated, double Timestamp);

/// <summary>Answer of GET /api/v1/merkle-tree/compare/{target}.</summary>
internal sealed record MerkleComparisonAnswer(ComparisonInfo Comparison, MerkleTreeInfo SourceTree, MerkleTreeInfo TargetTree, double Timestamp);

/// <summary>What is done, or would be, with one key.</summary>
[Description("action: pull (target to source), push (source to target), both.")]
internal sealed record SyncAction(string Key, string Action);

/// <summary>Keys that went one way.</summary>
internal sealed record SyncStats(long Keys);

/// <summary>Answer of POST /api/v1/merkle-tree/sync.</summary>
internal sealed record SyncAnswer(
    string Message, ComparisonInfo Comparison, IReadOnlyList<SyncAction> Actions, bool DryRun, string SyncMode, SyncStats PullStats, SyncStats PushStats,
    double Timestamp);

/// <summary>Answer of POST /api/v1/vector-clock/sync.</summary>
internal sealed record ClockSyncAnswer(
    string Message, string SourceNode, string TargetNode, bool DryRun, IReadOnlyList<ExchangedKey> Exchanged, double Timestamp);
