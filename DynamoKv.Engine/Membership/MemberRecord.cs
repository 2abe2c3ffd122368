// What is known of one member: the part that is kept.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Membership;

/// <summary>How far a member has come, in the only order in which it can go; a re-join begins a new generation.</summary>
public enum MemberPhase
{
    /// <summary>It is to become a member: its keys are on their way to it.</summary>
    Joining,

    /// <summary>It owns its part of the ring.</summary>
    Joined,

    /// <summary>It is to be none any more: its keys are on their way to others.</summary>
    Leaving,

    /// <summary>It owns nothing.</summary>
    Removed,
}

/// <summary>One stay of a member in the ring.</summary>
/// <param name="JoinedAt">When its join was committed.</param>
/// <param name="LeftAt">When its leave was committed; null: it has not been removed.</param>
public readonly record struct Stay(Instant JoinedAt, Instant? LeftAt);

/// <summary>What is known of one member (Dynamo 4.8.1): the durable part, which every node keeps and gossip spreads.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Address">Where it is reached; what that means is the world's business.</param>
/// <param name="Tokens">Its weight.</param>
/// <param name="Rack">What fails together with it; null: unknown.</param>
/// <param name="Generation">How often it has joined again: 0 for the first time.</param>
/// <param name="Phase">How far it has come.</param>
/// <param name="ChangedAt">When the change was committed that led to this phase.</param>
/// <param name="Stays">All its stays that began, oldest first: what strategy 3 places depends on them.</param>
public sealed record MemberRecord(
    NodeId Id, string Address, int Tokens, string? Rack, int Generation, MemberPhase Phase, Instant ChangedAt, ImmutableArray<Stay> Stays)
{
    /// <summary>A member from the beginning.</summary>
    public static MemberRecord Founder(RingMember member) =>
        new(member.Id, "", member.Tokens, member.Rack, 0, MemberPhase.Joined, Instant.Zero, [new Stay(Instant.Zero, null)]);

    /// <summary>What this record adds to its view's epoch: greater after every step.</summary>
    public long Step => (Generation * 4L) + (long)Phase + 1;

    /// <summary>Whether it owns keys now.</summary>
    public bool IsInCurrentRing => Phase is MemberPhase.Joined or MemberPhase.Leaving;

    /// <summary>Whether it will own keys when the change that is under way has ended.</summary>
    public bool IsInNextRing => Phase is MemberPhase.Joining or MemberPhase.Joined;

    /// <summary>As the ring sees it.</summary>
    public RingMember ToRingMember() => new(Id, Tokens, Rack);

    /// <summary>The same after the change that it is part of has ended.</summary>
    public MemberRecord Completed() => Phase switch
    {
        MemberPhase.Joining => this with { Phase = MemberPhase.Joined, Stays = Stays.Add(new Stay(ChangedAt, null)) },
        MemberPhase.Leaving => this with
        {
            Phase = MemberPhase.Removed,
            Stays = Stays.SetItem(Stays.Length - 1, Stays[^1] with { LeftAt = ChangedAt }),
        },
        _ => this,
    };

    /// <summary>The later of two records of one member; the same whichever comes first.</summary>
    public static MemberRecord Later(MemberRecord left, MemberRecord right)
    {
        var order = left.Step.CompareTo(right.Step);
        order = order != 0 ? order : left.ChangedAt.CompareTo(right.ChangedAt);
        order = order != 0 ? order : left.Tokens.CompareTo(right.Tokens);
        order = order != 0 ? order : string.CompareOrdinal(left.Address, right.Address);
        order = order != 0 ? order : string.CompareOrdinal(left.Rack, right.Rack);
        order = order != 0 ? order : CompareStays(left.Stays, right.Stays);
        return order >= 0 ? left : right;
    }

    /// <inheritdoc/>
    public bool Equals(MemberRecord? other) =>
        other is not null && Id == other.Id && Address == other.Address && Tokens == other.Tokens && Rack == other.Rack
        && Step == other.Step && ChangedAt == other.ChangedAt && Stays.AsSpan().SequenceEqual(other.Stays.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Id.GetHashCode() * 31) + (int)Step);

    private static int CompareStays(ImmutableArray<Stay> left, ImmutableArray<Stay> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = left[i].JoinedAt.CompareTo(right[i].JoinedAt);
            order = order != 0 ? order : Nullable.Compare(left[i].LeftAt, right[i].LeftAt);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
