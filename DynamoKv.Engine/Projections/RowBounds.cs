// Keeps the picture of a live cluster small.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections;

/// <summary>
/// Keeps the picture of a live cluster small: of a node that has more rows in it than twice the bound, the newest stay.
/// Depends on the log alone, so that everybody who folds it comes to the same picture.
/// </summary>
internal static class RowBounds
{
    public static ImmutableSortedDictionary<NodeId, NodeView> Keep(
        ImmutableSortedDictionary<NodeId, NodeView> nodes, LogEntry entry, int? bound)
    {
        if (bound is not { } most || entry.Node is not { } id || !nodes.TryGetValue(id, out var node))
        {
            return nodes;
        }

        var kept = Keep(node, most);
        return ReferenceEquals(kept, node) ? nodes : nodes.SetItem(id, kept);
    }

    private static NodeView Keep(NodeView node, int most)
    {
        var rows = Keep(node.Rows, most);
        var buffered = Keep(node.Buffered, most);
        var hints = node.Hints;
        foreach (var (target, kept) in node.Hints)
        {
            if (kept.Count > 2 * most)
            {
                hints = hints.SetItem(target, kept.OrderByDescending(hint => hint.Value.Since).Take(most).ToImmutableSortedDictionary());
            }
        }

        return ReferenceEquals(rows, node.Rows) && ReferenceEquals(buffered, node.Buffered) && ReferenceEquals(hints, node.Hints)
            ? node
            : node with { Rows = rows, Buffered = buffered, Hints = hints };
    }

    private static ImmutableSortedDictionary<Key, SiblingSet> Keep(ImmutableSortedDictionary<Key, SiblingSet> rows, int most) =>
        rows.Count <= 2 * most ? rows : rows.OrderByDescending(row => NewestOf(row.Value)).Take(most).ToImmutableSortedDictionary();

    private static Instant NewestOf(SiblingSet versions)
    {
        var newest = Instant.Zero;
        foreach (var sibling in versions.Siblings)
        {
            newest = sibling.WrittenAt > newest ? sibling.WrittenAt : newest;
        }

        return newest;
    }
}
