// The ring: who keeps which keys.
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>
/// The ring of one membership (Dynamo 4.2, 4.3, 6.2). Immutable, so that any number of threads may share it: a join or
/// a
/// leave makes another ring, an outage makes none (Dynamo 4.8.1).
/// </summary>
public sealed class HashRing
{
    private readonly TokenTable _table;
    private readonly RingWalk _walk;
    private readonly uint[] _ends;
    private readonly int[]? _firstTokens; // null: partition i begins its walk at token i
    private readonly NodeId[]? _assignment; // of strategy 3 only
    private KnownLists? _lists; // threads may fill it at once: each writes the same immutable list in one word

    private HashRing(ImmutableArray<RingMember> members, RingOptions options, NodeId[]? assignment)
    {
        Members = members;
        Options = options;
        _assignment = assignment;
        _table = assignment is null ? TokenTable.Hashed(members) : TokenTable.Assigned(assignment, members);
        _walk = new RingWalk(_table.Owners, members);
        _ends = _table.Positions;
        if (options.Strategy == PartitionStrategy.RandomTokensEqualPartitions)
        {
            _ends = TokenTable.EqualEnds(options.Partitions);
            _firstTokens = Array.ConvertAll(_ends, end => TokenTable.FirstAtOrAfter(_table.Positions, end));
        }
    }

    /// <summary>The members, sorted by id.</summary>
    public ImmutableArray<RingMember> Members { get; }

    /// <summary>How the ring is cut.</summary>
    public RingOptions Options { get; }

    /// <summary>
    /// The virtual nodes, clockwise from position 0; those on one position by node id. In strategy 3 one a partition.
    /// </summary>
    public ImmutableArray<Token> Tokens => _table.Tokens;

    /// <summary>
    /// The ring of a membership. Strategy 3 deals the partitions out evenly; from there on use <see cref="Join"/> and
    /// <see cref="Leave"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// When there is no member, one is named twice, has no name or a weight outside 1 .. <see
    /// cref="RingMember.MaxTokens"/>, when the strategy is
    /// unknown, or when the partitions are outside 1 .. <see cref="RingOptions.MaxPartitions"/> (in strategy 3: fewer
    /// than members).
    /// </exception>
    public static HashRing Build(IEnumerable<RingMember> members, RingOptions options)
    {
        var ordered = RingRules.Ordered(members, options);
        var isAssigned = options.Strategy == PartitionStrategy.EqualPartitionsEqualTokens;
        return new HashRing(ordered, options, isAssigned ? TokenAssignment.Deal(ordered, options.Partitions) : null);
    }

    /// <summary>
    /// The ring after a member joined. A partition's first replica changes to the new member or not at all. Strategy 3
    /// lets it steal
    /// Q/S partitions (rounded down) evenly; the others equal a rebuild.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// When it is a member already, or <see cref="Build"/> would refuse the new membership.
    /// </exception>
    public HashRing Join(RingMember member)
    {
        var members = RingRules.Ordered(Members.Add(member), Options);
        var assignment = _assignment is null ? null : TokenAssignment.Join(_assignment, Members, member.Id);
        return new HashRing(members, Options, assignment);
    }

    /// <summary>
    /// The ring after a member left: only the leaver's partitions get another first replica. Strategy 3 deals them out
    /// to those who hold least; the others equal a rebuild.
    /// </summary>
    /// <exception cref="ArgumentException">When it is no member, or the last one.</exception>
    public HashRing Leave(NodeId node)
    {
        var remaining = Members.RemoveAll(member => member.Id == node);
        if (remaining.Length == Members.Length)
        {
            throw new ArgumentException($"Node {node} is no member of the ring: name one that is.");
        }

        var members = RingRules.Ordered(remaining, Options);
        var assignment = _assignment is null ? null : TokenAssignment.Leave(_assignment, members, node);
        return new HashRing(members, Options, assignment);
    }

    /// <summary>
    /// The first <paramref name="count"/> nodes of a key's walk: primaries, then fallbacks in order; fewer when the
    /// ring has fewer nodes (Dynamo 4.3).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">When the count is negative.</exception>
    public ImmutableArray<NodeId> PreferenceList(RingPosition position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var partition = TokenTable.FirstAtOrAfter(_ends, position.Value);
        var lists = _lists ??= new KnownLists(count, new ImmutableArray<NodeId>[_ends.Length]);
        if (lists.Count != count)
        {
            return Walk(partition, count);
        }

        ref var list = ref lists.ByPartition[partition];
        if (list.IsDefault)
        {
            list = Walk(partition, count);
        }

        return list;
    }

    private ImmutableArray<NodeId> Walk(int partition, int count)
    {
        var token = _firstTokens is null ? partition : _firstTokens[partition];
        return ImmutableCollectionsMarshal.AsImmutableArray(_walk.From(token, count));
    }

    /// <summary>The partition that holds a position.</summary>
    public RingRange PartitionOf(RingPosition position) => Range(TokenTable.FirstAtOrAfter(_ends, position.Value));

    /// <summary>All partitions, clockwise by their ends; together they are the whole ring, and none is empty.</summary>
    public ImmutableArray<RingRange> Partitions()
    {
        var ranges = ImmutableArray.CreateBuilder<RingRange>(_ends.Length);
        for (var i = 0; i < _ends.Length; i++)
        {
            if (IsFirstAtItsEnd(i))
            {
                ranges.Add(Range(i));
            }
        }

        return ranges.ToImmutable();
    }

    /// <summary>
    /// Share (0..1) of the positions whose first replica is each member, sorted by member; together 1.
    /// </summary>
    public ImmutableArray<(NodeId Node, double Share)> Shares()
    {
        var positions = new long[Members.Length];
        for (var i = 0; i < _ends.Length; i++)
        {
            if (IsFirstAtItsEnd(i))
            {
                positions[_table.Owners[_firstTokens is null ? i : _firstTokens[i]]] += Range(i).Length;
            }
        }

        return [.. Members.Select((member, i) => (member.Id, (double)positions[i] / RingPosition.Count))];
    }

    private RingRange Range(int partition) =>
        new(new RingPosition(_ends[partition == 0 ? ^1 : partition - 1]), new RingPosition(_ends[partition]));

    // Of several tokens on one position the first owns what ends there; the others own nothing.
    private bool IsFirstAtItsEnd(int partition) => partition == 0 || _ends[partition] != _ends[partition - 1];

    /// <summary>The lists of the count that was asked first (a cluster's N), each made when it is first needed.</summary>
    private sealed record KnownLists(int Count, ImmutableArray<NodeId>[] ByPartition);
}
