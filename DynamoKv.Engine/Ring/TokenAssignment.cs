// Strategy 3: who holds which of the equal partitions.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>
/// The owners of Q equal partitions, by partition number (Dynamo 6.2, strategy 3). No two members ever differ by more
/// than one partition. Every step is deterministic, so that all nodes that know the history know the assignment.
/// </summary>
internal static class TokenAssignment
{
    /// <summary>
    /// A first assignment: dealt out in turn. Neighbours then differ, so that N consecutive partitions have N owners
    /// and the
    /// replicas are as even as the primaries.
    /// </summary>
    public static NodeId[] Deal(ImmutableArray<RingMember> members, int partitions)
    {
        var owners = new NodeId[partitions];
        for (var partition = 0; partition < partitions; partition++)
        {
            owners[partition] = members[partition % members.Length].Id;
        }

        return owners;
    }

    /// <summary>
    /// The joiner steals from whoever holds most until it has Q/S; what it takes is spread evenly over the ring.
    /// </summary>
    public static NodeId[] Join(NodeId[] owners, ImmutableArray<RingMember> oldMembers, NodeId joiner)
    {
        var joined = (NodeId[])owners.Clone();
        var held = Count(owners, oldMembers);
        var share = owners.Length / (oldMembers.Length + 1);
        var offset = RingPosition.OfVirtualNode(joiner, 0).Value;
        for (var taken = 0; taken < share; taken++)
        {
            var most = held.Values.Max();
            var start = offset + ((long)taken * owners.Length / share);
            var partition = FirstFrom(joined, start, owner => held.TryGetValue(owner, out var count) && count == most);
            held[joined[partition]]--;
            joined[partition] = joiner;
        }

        return joined;
    }

    /// <summary>
    /// The leaver's partitions are dealt out, clockwise, each to whoever holds least; among equals to the first by id.
    /// </summary>
    public static NodeId[] Leave(NodeId[] owners, ImmutableArray<RingMember> remaining, NodeId leaver)
    {
        var left = (NodeId[])owners.Clone();
        var held = Count(owners, remaining);
        for (var partition = 0; partition < left.Length; partition++)
        {
            if (left[partition] == leaver)
            {
                left[partition] = held.MinBy(pair => pair.Value).Key;
                held[left[partition]]++;
            }
        }

        return left;
    }

    private static SortedDictionary<NodeId, int> Count(NodeId[] owners, ImmutableArray<RingMember> members)
    {
        var held = new SortedDictionary<NodeId, int>();
        foreach (var member in members)
        {
            held[member.Id] = 0;
        }

        foreach (var owner in owners)
        {
            if (held.TryGetValue(owner, out var count))
            {
                held[owner] = count + 1;
            }
        }

        return held;
    }

    private static int FirstFrom(NodeId[] owners, long start, Func<NodeId, bool> wanted)
    {
        var partition = (int)(start % owners.Length);
        while (!wanted(owners[partition]))
        {
            partition = (partition + 1) % owners.Length;
        }

        return partition;
    }
}
