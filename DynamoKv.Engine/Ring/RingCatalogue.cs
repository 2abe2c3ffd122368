// The rings of a cluster, each made once.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Ring;

/// <summary>
/// Makes rings and remembers the newest, so that the many nodes of a simulated cluster share one object. Not
/// thread-safe: one world, one catalogue.
/// </summary>
public sealed class RingCatalogue
{
    private const int MaxRemembered = 16;

    private readonly Queue<(ImmutableArray<RingChange> History, HashRing Ring)> _remembered;

    /// <summary>A catalogue of a cluster with founders.</summary>
    /// <param name="founders">The ring that a node with an empty disk begins with; null: it knows no cluster yet and waits to hear of one.</param>
    public RingCatalogue(HashRing? founders)
        : this(founders, founders?.Options ?? new RingOptions(), new(), new())
    {
    }

    private RingCatalogue(
        HashRing? founders, RingOptions options, Queue<(ImmutableArray<RingChange>, HashRing)> remembered, PositionCache positions) =>
        (Founders, Options, _remembered, Positions) = (founders, options, remembered, positions);

    /// <summary>The ring that a node with an empty disk begins with; null: it knows no cluster yet and waits to hear of one.</summary>
    public HashRing? Founders { get; }

    /// <summary>Where keys lie, in every ring alike: what one node has worked out the others need not.</summary>
    internal PositionCache Positions { get; }

    /// <summary>How the cluster's rings are cut.</summary>
    public RingOptions Options { get; }

    /// <summary>A catalogue of a cluster whose founders nobody names: what it holds comes from histories.</summary>
    public static RingCatalogue With(RingOptions options) => new(null, options, new(), new());

    /// <summary>The same catalogue for a node that begins with other founders, or with none.</summary>
    public RingCatalogue For(HashRing? founders) => new(founders, Options, _remembered, Positions);

    /// <summary>The ring that a history has led to; null: nobody is left in it.</summary>
    /// <param name="history">Joins and leaves in their order. Strategies 1 and 2 depend on who is left only, strategy 3 on all of it.</param>
    public HashRing? Of(ImmutableArray<RingChange> history)
    {
        foreach (var (known, ring) in _remembered)
        {
            if (known.AsSpan().SequenceEqual(history.AsSpan()))
            {
                return ring;
            }
        }

        if (Build(history) is not { } built)
        {
            return null;
        }

        if (_remembered.Count == MaxRemembered)
        {
            _remembered.Dequeue();
        }

        _remembered.Enqueue((history, built));
        return built;
    }

    private HashRing? Build(ImmutableArray<RingChange> history)
    {
        var founders = history.Where(change => change is { At: 0, IsJoin: true }).Select(change => change.Member).ToList();
        if (Options.Strategy != PartitionStrategy.EqualPartitionsEqualTokens)
        {
            var members = Survivors(history);
            return members.Count == 0 ? null : HashRing.Build(members, Options);
        }

        var ring = founders.Count == 0 ? null : HashRing.Build(founders.Take(Options.Partitions), Options);
        foreach (var (_, member, isJoin) in history.Where(change => change.At != 0))
        {
            ring = isJoin ? AfterJoin(ring, member) : AfterLeave(ring, member);
        }

        return ring;
    }

    // Plans that two sides of a partition commit at once can be impossible together: what can't be done is passed over, by
    // every node alike.
    private HashRing? AfterJoin(HashRing? ring, RingMember member) =>
        ring is null ? HashRing.Build([member], Options)
        : Has(ring, member) || ring.Members.Length == Options.Partitions ? ring
        : ring.Join(member);

    private static HashRing? AfterLeave(HashRing? ring, RingMember member) =>
        ring is null || !Has(ring, member) ? ring : ring.Members.Length == 1 ? null : ring.Leave(member.Id);

    private static bool Has(HashRing ring, RingMember member) => ring.Members.Any(known => known.Id == member.Id);

    private static List<RingMember> Survivors(ImmutableArray<RingChange> history)
    {
        var members = new List<RingMember>();
        foreach (var (_, member, isJoin) in history)
        {
            members.RemoveAll(known => known.Id == member.Id);
            if (isJoin)
            {
                members.Add(member);
            }
        }

        return members;
    }
}
