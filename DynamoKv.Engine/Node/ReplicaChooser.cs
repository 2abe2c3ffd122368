// Whom an operation asks: the primaries, or the first N healthy nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node;

/// <summary>
/// Chooses whom an operation asks. A strict one asks the primaries; a sloppy one the first N healthy nodes of the
/// preference list, each fallback in the place of a primary that can't be reached (Dynamo 4.6).
/// </summary>
internal sealed class ReplicaChooser(NodeScope scope)
{
    private const int SlotBits = 10;

    private readonly AskedReplicas?[] _known = new AskedReplicas?[1 << SlotBits];

    public AskedReplicas Choose(Key key, bool isSloppy)
    {
        var group = scope.GroupOf(key);
        if (!group.IsMoving && (!isSloppy || scope.CountReachable(group.Primaries) == group.Primaries.Length))
        {
            return Known(scope.PositionOf(key), group.Primaries);
        }

        var owners = Owners(group);
        var asked = new AskedReplicas(owners, group.Primaries, group.Next, []);
        return isSloppy ? WithFallbacks(asked, key) : asked;
    }

    // In fair weather the same few lists come again and again.
    private AskedReplicas Known(RingPosition position, ImmutableArray<NodeId> primaries)
    {
        ref var slot = ref _known[position.Value >> (32 - SlotBits)];
        if (slot is null || slot.Primaries != primaries)
        {
            slot = new AskedReplicas(primaries, primaries, primaries, []);
        }

        return slot;
    }

    /// <summary>The first healthy node after those that are asked already; null: there is none.</summary>
    public NodeId? NextFallback(AskedReplicas asked, Key key)
    {
        if (asked.Nodes.Length >= Tally.MaxAsked || scope.Placement is not { } placement)
        {
            return null;
        }

        foreach (var node in placement.Current.PreferenceList(scope.PositionOf(key), placement.Current.Members.Length))
        {
            if (!asked.Nodes.Contains(node) && !asked.Primaries.Contains(node) && !asked.Next.Contains(node) && scope.IsReachable(node))
            {
                return node;
            }
        }

        return null;
    }

    private AskedReplicas WithFallbacks(AskedReplicas asked, Key key)
    {
        foreach (var owner in asked.Nodes)
        {
            if (scope.IsReachable(owner) || NextFallback(asked, key) is not { } fallback)
            {
                continue; // without a fallback the owner is asked all the same: nothing can be lost by it
            }

            asked = asked.With(new StandIn(fallback, owner));
            asked = asked with { Nodes = asked.Nodes.Remove(owner) };
        }

        return asked;
    }

    private static ImmutableArray<NodeId> Owners(ReplicaGroup group)
    {
        var owners = group.Primaries;
        foreach (var node in group.IsMoving ? group.Next : [])
        {
            owners = owners.Contains(node) ? owners : owners.Add(node);
        }

        return owners;
    }
}
