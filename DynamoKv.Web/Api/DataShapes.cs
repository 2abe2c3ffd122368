// The JSON shapes of reads and writes. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>Who took part in a write.</summary>
[Description("silent_nodes were asked and had not answered when the write was settled: they may hold it all the same. "
    + "hinted are fallbacks that keep the write for a primary that did not answer; they count for the quorum.")]
internal sealed record WriteResult(
    string Key, IReadOnlyList<string> SuccessfulNodes, IReadOnlyList<string> FailedNodes, IReadOnlyList<string> SilentNodes,
    IReadOnlyList<HintInfo> Hinted, int ReplicationLevel, bool QuorumAchieved, int Required);

/// <summary>A copy kept for another node.</summary>
internal sealed record HintInfo(string Intended, string Holder);

/// <summary>Who took part in a read.</summary>
internal sealed record ReadResult(int NodesResponded, int Required, bool QuorumAchieved, IReadOnlyList<string> RepairedNodes);

/// <summary>One version of a value.</summary>
[Description("timestamp is by the clock of the write's coordinator: in simulation virtual seconds since the run began. value is base64 where it is no UTF-8 text.")]
internal sealed record SiblingInfo(
    string Value, string Encoding, string ContentType, IReadOnlyDictionary<string, long> VectorClock, string Dot, double Timestamp, bool Deleted);

/// <summary>Answer of a put; dot is the name of the new version.</summary>
internal sealed record PutAnswer(
    string Key, string Value, string Encoding, string Context, string Dot, string ResponsibleNode, string Coordinator,
    IReadOnlyList<string> ReplicationNodes, WriteResult ReplicationResult, IReadOnlyDictionary<string, long> VectorClock, long EventCount, double Timestamp);

/// <summary>Answer of a get; value is null and conflict true when versions are concurrent.</summary>
internal sealed record GetAnswer(
    string Key, string? Value, string? Encoding, string Context, IReadOnlyList<SiblingInfo> Siblings, bool Conflict, string ResponsibleNode,
    string Coordinator, IReadOnlyList<string> ReplicationNodes, ReadResult ReadResult, IReadOnlyDictionary<string, long> VectorClock, double Timestamp);

/// <summary>Answer of a delete; dot is the name of the tombstone.</summary>
internal sealed record DeleteAnswer(
    string Key, string Message, string Context, string Dot, string ResponsibleNode, string Coordinator, IReadOnlyList<string> ReplicationNodes,
    WriteResult ReplicationResult, IReadOnlyDictionary<string, long> VectorClock, long EventCount, double Timestamp);

/// <summary>Every error: an RFC 9457 problem with one sentence to act on.</summary>
internal sealed record ProblemAnswer(string Type, string Title, int Status, string Detail, string Error, double Timestamp)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WriteResult? ReplicationResult { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadResult? ReadResult { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScenarioProblemInfo>? Problems { get; init; }
}
