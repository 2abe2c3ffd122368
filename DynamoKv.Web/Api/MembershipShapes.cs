// The JSON shapes about members and gossip. Names become snake_case.
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>Answer of join, leave, commit and clear.</summary>
[Description("plan is what is staged at the node that was asked; null: nothing is.")]
internal sealed record MembershipAnswer(string Message, ClusterAnswer Cluster, PlanInfo? Plan);

/// <summary>Answer of POST /api/v1/cluster/plan.</summary>
internal sealed record PlanAnswer(string Message, PlanInfo? Plan, double Timestamp);

/// <summary>What a change of the members would do.</summary>
[Description("at: the node that keeps the plan. before and after are shares (0..1) of the ring. keys_to_move is an estimate from the share that moves.")]
internal sealed record PlanInfo(
    string At, IReadOnlyList<string> Joining, IReadOnlyList<string> Leaving, IReadOnlyList<ShareInfo> Shares, IReadOnlyList<MoveInfo> Moves, long KeysToMove);

/// <summary>A node's share of the ring.</summary>
internal sealed record ShareInfo(string NodeId, double Before, double After);

/// <summary>Ranges that would move.</summary>
internal sealed record MoveInfo(string From, string To, double RingShare, long Keys);

/// <summary>A member as one node sees it.</summary>
[Description("last_seen is virtual seconds since the run began. status is what the asked node thinks of it: alive, suspected, dead, unknown. "
    + "phi is how suspicious its silence is; null without gossip.")]
internal sealed record PeerInfo(
    string NodeId, string Address, string Status, double? LastSeen, long HeartbeatSeq, long Incarnation, double? Phi, string Phase);

/// <summary>Answer of GET /gossip/members.</summary>
internal sealed record GossipMembersAnswer(
    IReadOnlyDictionary<string, PeerInfo> ClusterMembers, int TotalMembers, int AliveMembers, string CurrentNode, double Timestamp);

/// <summary>Answer of GET /gossip/status.</summary>
internal sealed record GossipStatusAnswer(GossipCounts GossipStatus, GossipConfig Config, double Timestamp);

/// <summary>What one node thinks of its cluster, counted.</summary>
internal sealed record GossipCounts(string CurrentNode, int ClusterSize, int AliveNodes, int SuspectedNodes, int DeadNodes, int ActiveRumors);

/// <summary>How the nodes gossip, in seconds.</summary>
[Description("suspicion_timeout is null when phi decides, not a timeout. gossip_interval is null: gossip is off.")]
internal sealed record GossipConfig(double? GossipInterval, double ProbeInterval, double? SuspicionTimeout, double? PhiThreshold);

/// <summary>Answer of GET /gossip/rumors.</summary>
internal sealed record RumorsAnswer(IReadOnlyDictionary<string, RumorInfo> Rumors, int TotalRumors, double Timestamp);

/// <summary>A change of a member that not everybody who is up knows yet.</summary>
[Description("origin is the first node that knew it, null when that lies too far back; timestamp is virtual seconds; spread_count: how many nodes know it.")]
internal sealed record RumorInfo(string Type, RumorData Data, string? Origin, double Timestamp, int SpreadCount);

/// <summary>What a rumor says.</summary>
internal sealed record RumorData(string NodeId, int Generation)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }
}
