// Where keys live, during a change of the membership too.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Membership;

/// <summary>
/// Where keys live as one node knows it. While a change is under way there are two rings, and an operation needs its
/// quorum in each: whoever has heard of the change's end and whoever has not then still meet in a common replica.
/// </summary>
/// <param name="Current">The ring whose members hold the data.</param>
/// <param name="Next">The ring after the change that is under way; null: none is.</param>
/// <param name="Epoch">Grows with every change that this node hears of; of two epochs the greater knows more.</param>
public sealed record Placement(HashRing Current, HashRing? Next, long Epoch)
{
    /// <summary>The replicas of a key.</summary>
    /// <param name="position">Where the key lies.</param>
    /// <param name="count">How many (N).</param>
    public ReplicaGroup GroupOf(RingPosition position, int count)
    {
        var primaries = Current.PreferenceList(position, count);
        var next = Next?.PreferenceList(position, count) ?? primaries;
        return new ReplicaGroup(primaries, primaries.AsSpan().SequenceEqual(next.AsSpan()) ? primaries : next);
    }

    /// <summary>Who was a member once, in name order: it may still keep something that it has not handed over.</summary>
    public ImmutableArray<NodeId> Former { get; init; } = [];

    /// <summary>Whether a node owns keys, or will when the change that is under way has ended.</summary>
    public bool HasMember(NodeId node) => Has(Current, node) || (Next is not null && Has(Next, node));

    /// <summary>Whether a node is a replica of a position, in either ring.</summary>
    public bool IsReplica(NodeId node, RingPosition position, int count)
    {
        var group = GroupOf(position, count);
        return group.Primaries.Contains(node) || group.Next.Contains(node);
    }

    private static bool Has(HashRing ring, NodeId node)
    {
        foreach (var member in ring.Members)
        {
            if (member.Id == node)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The replicas of one key.</summary>
/// <param name="Primaries">In the current ring, in preference order.</param>
/// <param name="Next">In the next ring; the same array when the change does not touch the key.</param>
public readonly record struct ReplicaGroup(ImmutableArray<NodeId> Primaries, ImmutableArray<NodeId> Next)
{
    /// <summary>Whether a change moves this key.</summary>
    public bool IsMoving => Primaries != Next;
}
