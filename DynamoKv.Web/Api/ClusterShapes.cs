// The shared JSON shapes that describe a cluster. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>A node as clients see it.</summary>
[Description("status: alive (up), suspected (paused: silent, nobody can tell), failed (crashed), unknown. In simulation last_seen and start_time are virtual "
    + "seconds since the run began, the address names no socket. heartbeat_count counts the gossips of its present life; 0 while it is down.")]
internal sealed record NodeInfo(
    string Id, string Address, string Status, double? LastSeen, double? StartTime, long HeartbeatCount, double UptimeSeconds);

/// <summary>A position of the ring and its owner.</summary>
internal sealed record RingToken(uint Hash, string NodeId);

/// <summary>The ring; sorted by hash.</summary>
[Description("virtual_nodes is the total; replicas is the number of virtual nodes a node.")]
internal sealed record RingInfo(int PhysicalNodes, int VirtualNodes, int Replicas, IReadOnlyList<RingToken> Ring);

/// <summary>What a node's disk holds.</summary>
[Description("key_count counts keys with a live value. event_count counts this node's lines of the run's log. hint_count counts what it keeps for other nodes. "
    + "current_time is virtual seconds. data_path is null where rows are kept in memory.")]
internal record StorageStats(
    string NodeId, string? DataPath, long KeyCount, IReadOnlyDictionary<string, long> VectorClock, long EventCount,
    IReadOnlyList<string> KnownNodes, double CurrentTime, long HintCount, long TombstoneCount, long Bytes);

/// <summary>Storage with the first keys.</summary>
internal sealed record StorageAnswer : StorageStats
{
    public StorageAnswer(StorageStats stats, IReadOnlyList<string> keys, bool isTruncated)
        : base(stats) => (Keys, Truncated) = (keys, isTruncated);

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Keys { get; }

    [JsonPropertyOrder(1)]
    public bool Truncated { get; }
}

/// <summary>How a node looks to the others.</summary>
[Description("is_alive is null when nobody can tell (paused or unknown). failure_count is the number of nodes that suspect it now. "
    + "response_time_ms is null: nothing probes nodes yet.")]
internal sealed record HealthStatus(string NodeId, bool? IsAlive, double LastChecked, double? ResponseTimeMs, int FailureCount);

/// <summary>Replication as it is set and as it stands.</summary>
[Description("quorum_size is a majority of replication_factor; quorum_available: as many nodes are alive as the larger of R and W.")]
internal sealed record ReplStatus(
    int ReplicationFactor, int QuorumSize, int ReadQuorum, int WriteQuorum, int TotalNodes, int AliveNodes, string CurrentNode,
    bool QuorumAvailable, IReadOnlyDictionary<string, HealthStatus> NodeHealth);

/// <summary>Answer of GET /api/v1/status.</summary>
internal sealed record StatusAnswer(
    NodeInfo Node, StorageStats Storage, ReplStatus Replication, string Mode, string Version, double Timestamp, string Message);

/// <summary>Answer of GET /api/v1/ring.</summary>
internal sealed record RingAnswer(RingInfo Ring, IReadOnlyList<NodeInfo> Nodes);

/// <summary>Answer of GET /api/v1/cluster.</summary>
internal sealed record ClusterAnswer(ClusterInfo Cluster, string CurrentNode, PendingMembers Pending, IReadOnlyList<TransferInfo> Transfers);

/// <summary>Ring and nodes.</summary>
internal sealed record ClusterInfo(RingInfo Ring, IReadOnlyList<NodeInfo> Nodes);

/// <summary>Members about to join or leave, as the asked node knows it.</summary>
internal sealed record PendingMembers(IReadOnlyList<string> Joining, IReadOnlyList<string> Leaving);

/// <summary>Ranges on their way between two nodes.</summary>
[Description("state: offered, running, waiting, paused, done. keys_total is null until it is known.")]
internal sealed record TransferInfo(
    string From, string To, string Range, string Reason, long KeysDone, long? KeysTotal, long BytesPerSecond, string State, string? Error);
