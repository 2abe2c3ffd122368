// What a member says of itself.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>What a member says of itself.</summary>
/// <param name="Said">Its node's own account; its placement is left out and told by the other parts.</param>
/// <param name="Rings">How its rings are cut; null: it knows no cluster yet.</param>
/// <param name="Founders">Whose ring it is where nobody keeps a membership (gossip off); else empty.</param>
/// <param name="SaidAt">Its clock.</param>
/// <param name="Trouble">Why it does not work now; null: it does.</param>
internal sealed record MemberAccount(
    NodeSnapshot Said, RingOptions? Rings, ImmutableArray<RingMember> Founders, Instant SaidAt, string? Trouble)
{
    /// <summary>Where clients reach it now; empty: it does not say.</summary>
    public string Address { get; init; } = "";

    /// <summary>What is broken on purpose on its side now.</summary>
    public ImmutableArray<FaultInForce> Faults { get; init; } = [];

    /// <summary>The account without what is made anew from its parts.</summary>
    public static MemberAccount Of(NodeSnapshot said, Instant now, string? trouble) => new(
        said with { Placement = null }, said.Placement?.Current.Options,
        said.Membership.Members.IsEmpty ? said.Placement?.Current.Members ?? [] : [], now, trouble);

    /// <summary>The node's account with its placement, which the membership says as well as the ring itself would.</summary>
    /// <param name="rings">Remembers rings that were made; one owner.</param>
    public NodeSnapshot Whole(RingBook rings) => Said with { Placement = rings.PlacementOf(this) };
}

/// <summary>Makes the rings that members name, each once. One owner.</summary>
internal sealed class RingBook
{
    private RingCatalogue? _catalogue;
    private (ImmutableArray<RingMember> Members, HashRing Ring)? _founders;

    /// <summary>Where keys live by an account; null: it knows no cluster.</summary>
    public Placement? PlacementOf(MemberAccount account)
    {
        if (account.Rings is not { } options)
        {
            return null;
        }

        if (_catalogue is null || _catalogue.Options != options)
        {
            _catalogue = RingCatalogue.With(options);
            _founders = null;
        }

        return account.Founders.IsDefaultOrEmpty
            ? MembershipView.Of(account.Said.Membership.Members.Select(member => member.Record)).Place(_catalogue)
            : new Placement(RingOf(account.Founders, options), Next: null, Epoch: 0);
    }

    private HashRing RingOf(ImmutableArray<RingMember> members, RingOptions options)
    {
        if (_founders is not { } known || !known.Members.AsSpan().SequenceEqual(members.AsSpan()))
        {
            _founders = known = (members, HashRing.Build(members, options));
        }

        return known.Ring;
    }
}
