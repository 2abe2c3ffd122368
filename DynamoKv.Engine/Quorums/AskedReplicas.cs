// Whom one operation asks, and for whom the answers count.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Quorums;

/// <summary>Whom one operation asks, and for whom the answers count.</summary>
/// <param name="Nodes">Whom the operation asks, in preference order; each once, at most <see cref="Tally.MaxAsked"/>.</param>
/// <param name="Primaries">The key's primaries, asked or not.</param>
/// <param name="Next">
/// The key's primaries after the change of the membership that is under way; the same array when none moves the key. The
/// quorum is needed among both: whoever has heard of the end of the change and whoever has not then meet in a replica.
/// </param>
/// <param name="StandIns">The fallbacks among the nodes.</param>
public sealed record AskedReplicas(
    ImmutableArray<NodeId> Nodes, ImmutableArray<NodeId> Primaries, ImmutableArray<NodeId> Next, ImmutableArray<StandIn> StandIns)
{
    /// <summary>Whether the quorum is needed in two groups.</summary>
    public bool IsMoving => Primaries != Next;

    /// <summary>The primary in whose place a node was asked; null: it was asked for itself.</summary>
    public NodeId? IntendedOf(NodeId holder)
    {
        foreach (var standIn in StandIns)
        {
            if (standIn.Holder == holder)
            {
                return standIn.Intended;
            }
        }

        return null;
    }

    /// <summary>The fallback that was asked last in the place of a primary; null: none was.</summary>
    public NodeId? NewestStandInOf(NodeId intended)
    {
        for (var i = StandIns.Length - 1; i >= 0; i--)
        {
            if (StandIns[i].Intended == intended)
            {
                return StandIns[i].Holder;
            }
        }

        return null;
    }

    /// <summary>The same with one more fallback.</summary>
    public AskedReplicas With(StandIn standIn) => this with { Nodes = Nodes.Add(standIn.Holder), StandIns = StandIns.Add(standIn) };

    /// <summary>
    /// The bits of the nodes whose answers count for a group: its members, and those that stand in for one. Without a
    /// change under way everybody who is asked counts.
    /// </summary>
    internal ulong CountedFor(ImmutableArray<NodeId> group)
    {
        if (!IsMoving)
        {
            return NodeBits.All(Nodes);
        }

        var bits = NodeBits.Of(Nodes, group);
        foreach (var (holder, intended) in StandIns)
        {
            bits |= group.Contains(intended) ? NodeBits.Of(Nodes, holder) : 0;
        }

        return bits;
    }
}
