// Which ranges a node replicates, and with whom.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>
/// The ranges that one node replicates, ascending by their ends, and the numbers of those that each peer replicates
/// too.
/// </summary>
internal sealed record SharedRanges(ImmutableArray<RingRange> Own, SortedDictionary<NodeId, ImmutableArray<int>> ByPeer)
{
    /// <summary>Of a node that knows no cluster.</summary>
    public static SharedRanges None { get; } = new([], []);

    /// <summary>
    /// As a placement has them; during a change of the membership cut so fine that each has one group in both rings.
    /// </summary>
    public static SharedRanges Of(Placement placement, NodeId self, int count)
    {
        var own = ImmutableArray.CreateBuilder<RingRange>();
        var byPeer = new SortedDictionary<NodeId, ImmutableArray<int>.Builder>();
        foreach (var range in Cut(placement))
        {
            if (placement.IsReplica(self, range.End, count))
            {
                Add(byPeer, placement.GroupOf(range.End, count), self, own.Count);
                own.Add(range);
            }
        }

        var shared = new SortedDictionary<NodeId, ImmutableArray<int>>();
        foreach (var (peer, ranges) in byPeer)
        {
            shared.Add(peer, ranges.ToImmutable());
        }

        return new SharedRanges(own.ToImmutable(), shared);
    }

    private static ImmutableArray<RingRange> Cut(Placement placement)
    {
        var current = placement.Current.Partitions();
        if (placement.Next is not { } next)
        {
            return current;
        }

        RingPosition[] ends = [.. current.Concat(next.Partitions()).Select(range => range.End).Distinct().Order()];
        return [.. ends.Select((end, index) => new RingRange(ends[index == 0 ? ^1 : index - 1], end))];
    }

    private static void Add(
        SortedDictionary<NodeId, ImmutableArray<int>.Builder> byPeer, ReplicaGroup group, NodeId self, int range)
    {
        var replicas = group.IsMoving ? group.Primaries.Union(group.Next) : group.Primaries;
        foreach (var replica in replicas)
        {
            if (replica == self)
            {
                continue;
            }

            if (!byPeer.TryGetValue(replica, out var ranges))
            {
                byPeer.Add(replica, ranges = ImmutableArray.CreateBuilder<int>());
            }

            ranges.Add(range);
        }
    }
}
