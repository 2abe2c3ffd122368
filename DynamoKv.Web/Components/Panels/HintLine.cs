// What one node keeps for another, as a line for people.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;

namespace DynamoKv.Web.Components.Panels;

/// <summary>What one node keeps for another.</summary>
/// <param name="Keys">The first keys, at most <see cref="MaxKeys"/>.</param>
/// <param name="Oldest">Since when the oldest is kept.</param>
public sealed record HintLine(NodeId Holder, NodeId Target, long Count, IReadOnlyList<Key> Keys, Instant Oldest)
{
    /// <summary>How many keys a line names.</summary>
    public const int MaxKeys = 20;

    /// <summary>All lines of a snapshot, by holder and target.</summary>
    public static HintLine[] Of(ClusterSnapshot snapshot) =>
    [
        .. from node in snapshot.Nodes.Values
           from kept in node.KeptHints
           let known = node.Hints.GetValueOrDefault(kept.Target)
           select new HintLine(node.Id, kept.Target, kept.Count, [.. known?.Keys.Take(MaxKeys) ?? []], kept.Oldest),
    ];
}
