// A choice among the nodes of a short list, as bits of one word.
using System.Collections.Immutable;
using System.Numerics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Quorums;

/// <summary>A choice among the nodes of a list of at most <see cref="Tally.MaxAsked"/>: bit i stands for the i-th.</summary>
internal static class NodeBits
{
    /// <summary>The bit of a node; 0 when it is not in the list.</summary>
    public static ulong Of(ImmutableArray<NodeId> list, NodeId node)
    {
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == node)
            {
                return 1UL << i;
            }
        }

        return 0;
    }

    /// <summary>The bits of some nodes of the list; others have none.</summary>
    public static ulong Of(ImmutableArray<NodeId> list, ImmutableArray<NodeId> nodes)
    {
        var bits = 0UL;
        foreach (var node in nodes)
        {
            bits |= Of(list, node);
        }

        return bits;
    }

    /// <summary>The bits of the whole list.</summary>
    public static ulong All(ImmutableArray<NodeId> list) => list.Length == Tally.MaxAsked ? ulong.MaxValue : (1UL << list.Length) - 1;

    /// <summary>The chosen nodes, in the order of the list.</summary>
    public static ImmutableArray<NodeId> Pick(ImmutableArray<NodeId> list, ulong bits)
    {
        if (bits == 0)
        {
            return [];
        }

        var chosen = ImmutableArray.CreateBuilder<NodeId>(BitOperations.PopCount(bits));
        for (; bits != 0; bits &= bits - 1)
        {
            chosen.Add(list[BitOperations.TrailingZeroCount(bits)]);
        }

        return chosen.MoveToImmutable();
    }
}
