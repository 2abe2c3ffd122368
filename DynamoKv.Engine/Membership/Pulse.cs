// What a member says of itself with every gossip: the part that is not kept.
namespace DynamoKv.Engine.Membership;

/// <summary>A member's sign of life. The greater life, then the greater heartbeat, is the newer one.</summary>
/// <param name="Life">The incarnation in which it was given; 0: never heard.</param>
/// <param name="Heartbeat">Counts the gossips of that life.</param>
/// <param name="ReadyFor">The digest of the membership that the member knows and for which it holds all that it will own; 0: none.</param>
public readonly record struct Pulse(long Life, long Heartbeat, ulong ReadyFor)
{
    /// <summary>Whether this one is newer.</summary>
    public bool IsNewerThan(Pulse other) => Life > other.Life || (Life == other.Life && Heartbeat > other.Heartbeat);
}

/// <summary>A member with its newest sign of life.</summary>
public readonly record struct MemberState(MemberRecord Record, Pulse Pulse);
