// What moves in the change that is under way.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>What moves in the change that is under way, and why.</summary>
internal sealed class TransferPlan
{
    private readonly NodeId _self;
    private readonly HashRing _next;
    private readonly int _replicas;
    private long _held = -1; // not counted yet

    private TransferPlan(NodeId self, Placement placement, HashRing next, int replicas)
    {
        _self = self;
        Placement = placement;
        _next = next;
        _replicas = replicas;
        Moves = RangeMoves.Of(placement.Current, next, replicas);
    }

    public Placement Placement { get; }

    public long Epoch => Placement.Epoch;

    public ImmutableArray<RangeMove> Moves { get; }

    /// <summary>The plan of a placement as one node sees it; null: no change is under way.</summary>
    public static TransferPlan? Of(NodeId self, Placement? placement, int replicas) =>
        placement?.Next is { } next ? new TransferPlan(self, placement, next, replicas) : null;

    /// <summary>
    /// Whether this node can send a row of a move: it is the source, or stands in for it and holds the row too.
    /// </summary>
    public bool CanSend(RangeMove move, Key key)
    {
        var position = RingPosition.OfKey(key);
        return move.Contains(position)
            && (_self == move.Source || Placement.Current.PreferenceList(position, _replicas).Contains(_self));
    }

    /// <summary>About how many of this node's keys move, when they lie evenly on the ranges that it holds.</summary>
    public long Estimate(RangeMove move, long keys)
    {
        _held = _held >= 0 ? _held : CountHeld();
        return _held == 0 ? 0 : (long)Math.Round(keys * Math.Min(1.0, (double)move.Length / _held));
    }

    /// <summary>"F joins", "C leaves"; all of a change's reasons where the two nodes are none of them.</summary>
    public string ReasonOf(RangeMove move)
    {
        var joins = Missing(_next, Placement.Current);
        var leaves = Missing(Placement.Current, _next);
        var reasons = joins.Contains(move.Target) ? [Joins(move.Target)]
            : leaves.Contains(move.Source) ? [Leaves(move.Source)]
            : joins.Select(Joins).Concat(leaves.Select(Leaves)).ToArray();
        return reasons.Length == 0 ? "the tokens are dealt anew" : string.Join(", ", reasons);
    }

    private long CountHeld() => Placement.Current.Partitions()
        .Where(range => Placement.Current.PreferenceList(range.End, _replicas).Contains(_self))
        .Sum(range => range.Length);

    private static string Joins(NodeId node) => $"{node} joins";

    private static string Leaves(NodeId node) => $"{node} leaves";

    private static NodeId[] Missing(HashRing ring, HashRing from) =>
        [.. ring.Members.Select(member => member.Id).Except(from.Members.Select(member => member.Id))];
}
