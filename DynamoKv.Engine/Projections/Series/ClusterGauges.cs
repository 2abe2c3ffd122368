// What can be counted in a cluster at one line of its log.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Series;

/// <summary>What can be counted in a cluster at one line of its log.</summary>
/// <param name="Hints">Copies that nodes keep for others.</param>
/// <param name="Divergent">Keys of which the primaries' disks do not all hold the same.</param>
/// <param name="WithSiblings">Keys of which some disk holds more than one version.</param>
/// <param name="MostSiblings">The most versions of a key on one disk.</param>
public readonly record struct ClusterGauges(int Hints, int Divergent, int WithSiblings, int MostSiblings)
{
    /// <summary>Counts.</summary>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="placement">Where keys live there.</param>
    /// <param name="count">How many replicas a key has (N).</param>
    public static ClusterGauges Of(ClusterSnapshot snapshot, Placement placement, int count)
    {
        var (divergent, withSiblings, most) = (0, 0, 0);
        foreach (var key in snapshot.Nodes.Values.SelectMany(node => node.Rows.Keys).ToHashSet())
        {
            divergent += IsDivergent(snapshot, placement.Current.PreferenceList(RingPosition.OfKey(key), count), key) ? 1 : 0;
            var siblings = snapshot.Nodes.Values.Max(node => node.Rows.GetValueOrDefault(key)?.Count ?? 0);
            withSiblings += siblings > 1 ? 1 : 0;
            most = Math.Max(most, siblings);
        }

        return new ClusterGauges(snapshot.Nodes.Values.Sum(node => node.HintCount), divergent, withSiblings, most);
    }

    private static bool IsDivergent(ClusterSnapshot snapshot, IEnumerable<NodeId> replicas, Key key)
    {
        SiblingSet? first = null;
        var isFirst = true;
        foreach (var replica in replicas)
        {
            var held = snapshot.Nodes.GetValueOrDefault(replica)?.Rows.GetValueOrDefault(key);
            if (!isFirst && !Equals(first, held))
            {
                return true;
            }

            (first, isFirst) = (held, false);
        }

        return false;
    }
}
