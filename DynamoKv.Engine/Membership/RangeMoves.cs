// Who hands which key ranges to whom when the membership changes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Membership;

/// <summary>Plans what moves between two rings (Dynamo 4.9).</summary>
public static class RangeMoves
{
    /// <summary>
    /// What moves, sorted by source, then target. On each stretch of the ring whoever becomes a replica takes from one
    /// that ceases to be one: it then holds what that one held, and every old quorum still meets every new one. When
    /// fewer cease than begin (the ring had less than N nodes), who has no partner takes from all replicas.
    /// </summary>
    /// <param name="current">The ring whose members hold the data.</param>
    /// <param name="next">The ring after the change.</param>
    /// <param name="count">Replicas of a key (N).</param>
    public static ImmutableArray<RangeMove> Of(HashRing current, HashRing next, int count)
    {
        var gathered = new SortedDictionary<(NodeId Source, NodeId Target), Gathered>();
        var ends = Ends(current, next);
        for (var i = 0; i < ends.Length; i++)
        {
            var arc = new RingRange(ends[i == 0 ? ^1 : i - 1], ends[i]);
            Compare(arc, current.PreferenceList(arc.End, count), next.PreferenceList(arc.End, count), gathered);
        }

        return [.. gathered.Select(pair => pair.Value.ToMove(pair.Key.Source, pair.Key.Target))];
    }

    // Between two neighbours of these neither ring changes its mind.
    private static RingPosition[] Ends(HashRing current, HashRing next)
    {
        uint[] all = [.. current.Partitions().Select(range => range.End.Value), .. next.Partitions().Select(range => range.End.Value)];
        Array.Sort(all);
        var count = 0;
        foreach (var end in all)
        {
            if (count == 0 || all[count - 1] != end)
                all[count++] = end;
        }

        return Array.ConvertAll(all[..count], end => new RingPosition(end));
    }

    private static void Compare(
        RingRange arc, ImmutableArray<NodeId> before, ImmutableArray<NodeId> after,
        SortedDictionary<(NodeId, NodeId), Gathered> gathered)
    {
        if (before.AsSpan().SequenceEqual(after.AsSpan()))
            return;

        var losers = before.RemoveRange(after);
        var gainers = after.RemoveRange(before);
        for (var i = 0; i < gainers.Length; i++)
        {
            foreach (var source in i < losers.Length ? [losers[i]] : before)
                Gather(gathered, (source, gainers[i])).Add(arc, before);
        }
    }

    private static Gathered Gather(SortedDictionary<(NodeId, NodeId), Gathered> gathered, (NodeId, NodeId) pair) =>
        gathered.TryGetValue(pair, out var known) ? known : gathered[pair] = new Gathered();

    /// <summary>The arcs of one source and target, clockwise from the one that wraps.</summary>
    private sealed class Gathered
    {
        private readonly List<RingRange> _ranges = [];
        private readonly SortedSet<NodeId> _holders = [];

        public void Add(RingRange arc, ImmutableArray<NodeId> holders)
        {
            _holders.UnionWith(holders);
            if (_ranges.Count > 0 && _ranges[^1].End == arc.Start)
                _ranges[^1] = new RingRange(_ranges[^1].Start, arc.End);
            else
                _ranges.Add(arc);
        }

        public RangeMove ToMove(NodeId source, NodeId target)
        {
            if (_ranges.Count > 1 && _ranges[^1].End == _ranges[0].Start)
            {
                _ranges[0] = new RingRange(_ranges[^1].Start, _ranges[0].End);
                _ranges.RemoveAt(_ranges.Count - 1);
            }

            return new RangeMove(source, target, [.. _ranges], [.. _holders]);
        }
    }
}
