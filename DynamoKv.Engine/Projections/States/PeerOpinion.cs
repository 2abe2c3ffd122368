// What a node thinks of another one, by its own words.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Projections.States;

/// <summary>What a node thinks of a peer, by its own words. Nothing said is unknown, never down.</summary>
/// <param name="Status">What its failure detector said last; unknown: nothing yet in this life.</param>
/// <param name="Since">When it said so; null: it has not.</param>
public sealed record PeerOpinion(PeerStatus Status, Instant? Since)
{
    /// <summary>Nothing was said of it.</summary>
    public static PeerOpinion None { get; } = new(PeerStatus.Unknown, null);

    /// <summary>How suspicious its silence was then; null: a plain timeout decided, or nothing was said.</summary>
    public double? Phi { get; init; }

    /// <summary>How long it had been silent then; null: nobody said.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>Since when operations pass it by, because it did not answer; null: they do not.</summary>
    public Instant? PassedBySince { get; init; }

    /// <summary>How far it has come as a member; null: as at the start of the run.</summary>
    public MemberPhase? Phase { get; init; }
}
