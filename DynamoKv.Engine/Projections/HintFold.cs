// How a log entry changes what is known of the hints that a node keeps.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

internal static class HintFold
{
    public static ImmutableSortedDictionary<NodeId, ImmutableSortedSet<Key>> None { get; } =
        ImmutableSortedDictionary<NodeId, ImmutableSortedSet<Key>>.Empty;

    public static ImmutableSortedDictionary<NodeId, ImmutableSortedSet<Key>> Apply(
        ImmutableSortedDictionary<NodeId, ImmutableSortedSet<Key>> hints, TraceEvent.OfHandoff what)
    {
        return what switch
        {
            TraceEvent.HintKept kept => hints.SetItem(kept.Target, Of(hints, kept.Target).Add(kept.Key)),
            TraceEvent.HintDelivered delivered => Remove(hints, delivered.Target, delivered.Key),
            TraceEvent.HintDropped dropped => Remove(hints, dropped.Target, dropped.Key),
            TraceEvent.HintRedirected redirected => Remove(hints, redirected.Target, redirected.Key),
            _ => hints,
        };
    }

    private static ImmutableSortedSet<Key> Of(ImmutableSortedDictionary<NodeId, ImmutableSortedSet<Key>> hints, NodeId target) =>
        hints.TryGetValue(target, out var keys) ? keys : ImmutableSortedSet<Key>.Empty;

    private static ImmutableSortedDictionary<NodeId, ImmutableSortedSet<Key>> Remove(
        ImmutableSortedDictionary<NodeId, ImmutableSortedSet<Key>> hints, NodeId target, Key key)
    {
        var left = Of(hints, target).Remove(key);
        return left.IsEmpty ? hints.Remove(target) : hints.SetItem(target, left);
    }
}
