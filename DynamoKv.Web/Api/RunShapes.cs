// The JSON shapes about events, runs and the server itself. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Web.Api;

/// <summary>A line of a run's log.</summary>
[Description("timestamp is virtual seconds since the run began; cause is the id of the line that led to this one.")]
internal sealed record EventInfo(
    string Id, string Type, string? Key, string? Value, string? NodeId, IReadOnlyDictionary<string, long>? VectorClock, double Timestamp, string? Cause);

/// <summary>A key with concurrent versions.</summary>
internal sealed record ConflictInfo(string Key, IReadOnlyList<SiblingInfo> Siblings);

/// <summary>Answer of GET /api/v1/events.</summary>
[Description("The newest lines that fit, newest last; next_cursor leads to older ones, null: there are none. key_history is what each replica stored of the key asked for, on this page.")]
internal sealed record EventsAnswer(
    string NodeId, long TotalEvents, IReadOnlyList<EventInfo> Events, string? NextCursor, IReadOnlyList<EventInfo> KeyHistory,
    IReadOnlyList<ConflictInfo> Conflicts, IReadOnlyDictionary<string, long> VectorClock, double Timestamp);

/// <summary>Answer of GET /api/v1/info.</summary>
[Description("merkle_tree, vector_clock, event_history: whether this version has them. node_port: where a real node listens for other nodes.")]
internal sealed record InfoAnswer(
    string Message, string Version, string NodeId, string Api, string Websocket, bool MerkleTree, bool VectorClock, bool EventHistory,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? NodePort);

/// <summary>A run and where it stands.</summary>
[Description("now and end are virtual seconds since the run began; speed is virtual seconds per second. A run moves while somebody watches it or awaits an answer, and is not paused. "
    + "stored_as: under which name it is kept; not_kept: why it could not be.")]
internal sealed record RunAnswer(
    string Run, string Title, ulong? Seed, string Url, bool Paused, bool Moving, bool Behind, double Speed, double Now, long EventCount, string? StoppedBecause,
    string? StoredAs, string? NotKept, double? End);

/// <summary>A run that is kept and not open.</summary>
[Description("begun_at and kept_at are unix seconds, now is virtual seconds. recorded: how many of the events can be read without running it again.")]
internal sealed record StoredRunAnswer(
    string Run, string Title, ulong Seed, string Url, string Engine, double BegunAt, double KeptAt, double Now, long EventCount, long Recorded, int Interventions, string LogHash,
    string? Parent, long? ForkEvent, bool Over, string? StoppedBecause, bool? AsExpected, long Bytes);

/// <summary>All runs of the server.</summary>
internal sealed record RunsAnswer(IReadOnlyList<RunAnswer> Runs, IReadOnlyList<StoredRunAnswer> Stored);

/// <summary>Answer of DELETE of a run.</summary>
internal sealed record RunDeletedAnswer(string Run, string Message);

/// <summary>A line of a log; each event adds words of its own.</summary>
internal sealed record LogLineAnswer(long N, string At, string? Node, long? Cause, string Event);

/// <summary>What came of a run's assertions, and its numbers so far.</summary>
[Description("over: the scenario has come to its end, and this is final. as_expected: null when nobody can tell. Quantiles are milliseconds.")]
internal sealed record VerdictsAnswer(string Run, bool Over, bool? AsExpected, IReadOnlyList<VerdictInfo> Verdicts, RunFigures? Figures);

/// <summary>What came of an assertion; lines are the events that show it.</summary>
internal sealed record VerdictInfo(string Id, string Kind, string Expected, string Outcome, bool? AsExpected, string Sentence, IReadOnlyList<long> Lines);

/// <summary>What is wrong with a scenario, and where; the sentence has it all.</summary>
internal sealed record ScenarioProblemInfo(int Line, int Column, string Path, string Reason, string Sentence);

/// <summary>Answer of POST /api/v1/runs and of a fork.</summary>
internal sealed record RunCreatedAnswer(string Run, string Url);

/// <summary>Answer of the probes.</summary>
internal sealed record HealthAnswer(string Status, double Timestamp);

/// <summary>First frame of /ws, and its heartbeat (without a ring).</summary>
internal sealed record StateFrame(
    string Type, double Timestamp, IReadOnlyList<WatchedNode> Nodes, StorageStats Storage, ReplStatus Replication)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RingInfo? Ring { get; init; }
}

/// <summary>A node in a frame of /ws.</summary>
internal sealed record WatchedNode(
    string Id, string Address, string Status, double? LastSeen, double? StartTime, long HeartbeatCount, double UptimeSeconds, NodeHealth HealthStatus);

/// <summary>Short health of a node.</summary>
internal sealed record NodeHealth(bool? IsAlive, int FailureCount);

/// <summary>A client operation that ended.</summary>
internal sealed record OperationFrame(
    string Type, string Operation, string Key, string? Value, string NodeId, string Result, bool QuorumAchieved, IReadOnlyList<string> Nodes,
    double LatencyMs, double Timestamp);

/// <summary>A fault, or a node that crashed, restarted, paused or went on.</summary>
internal sealed record FaultFrame(string Type, string Event, string? NodeId, string Description, double Timestamp);

/// <summary>A read found concurrent versions.</summary>
internal sealed record ConflictFrame(string Type, string Key, int Siblings, string NodeId, double Timestamp);
