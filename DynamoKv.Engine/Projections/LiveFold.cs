// How what is seen of a live cluster changes what is known of its nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections;

internal static class LiveFold
{
    public static ImmutableSortedDictionary<NodeId, NodeView> Apply(
        ImmutableSortedDictionary<NodeId, NodeView> nodes, WorldEvent.OfLive what, Instant now)
    {
        var before = nodes.GetValueOrDefault(what.Node) ?? NodeView.Unheard(what.Node);
        return what switch
        {
            WorldEvent.MemberFound => nodes.SetItem(what.Node, before),
            WorldEvent.MemberGone => nodes.Remove(what.Node),
            WorldEvent.MemberTold told => nodes.SetItem(what.Node, Tell(before, told, now)),
            WorldEvent.MemberSilent silent => nodes.SetItem(what.Node, before with
            {
                Condition = silent.CountsAsDown ? NodeCondition.Down : NodeCondition.Silent,
            }),
            WorldEvent.RowsShown shown => nodes.SetItem(what.Node, before with { Rows = Rows(shown) }),
            _ => nodes,
        };
    }

    private static NodeView Tell(NodeView node, WorldEvent.MemberTold told, Instant now) => node with
    {
        Condition = NodeCondition.Up,
        Incarnation = told.Incarnation,
        StartedAt = told.Since,
        Suspects = [.. told.Suspects],
        Told = new NodeAccount(now, told.Keys, told.Kept),
    };

    private static ImmutableSortedDictionary<Key, SiblingSet> Rows(WorldEvent.RowsShown shown) =>
        shown.Rows.ToImmutableSortedDictionary(row => row.Key, row => row.Versions);
}
