// What one node thinks of another.
namespace DynamoKv.Engine.Membership;

/// <summary>What one node thinks of another. Local: two nodes may differ, and nobody votes (Dynamo 4.8.3).</summary>
public enum PeerStatus
{
    /// <summary>Nothing was heard of it.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Up,

    /// <summary>It missed an answer, or has been silent for unusually long.</summary>
    Suspect,

    /// <summary>It has been silent for so long that it counts as down.</summary>
    Down,
}
