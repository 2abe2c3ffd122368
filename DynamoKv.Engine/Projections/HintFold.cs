// How a log entry changes what is known of the hints that a node keeps.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

internal static class HintFold
{
    public static ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> None { get; } =
        ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>>.Empty;

    public static ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> Apply(
        ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> hints, TraceEvent.OfHandoff what, Instant now) => what switch
        {
            TraceEvent.HintKept kept => Keep(hints, kept, now),
            TraceEvent.HintDelivered delivered => Remove(hints, delivered.Target, delivered.Key),
            TraceEvent.HintDropped dropped => Remove(hints, dropped.Target, dropped.Key),
            TraceEvent.HintRedirected redirected => Remove(hints, redirected.Target, redirected.Key),
            _ => hints,
        };

    private static ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> Keep(
        ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> hints, TraceEvent.HintKept what, Instant now)
    {
        var kept = Of(hints, what.Target);
        var since = kept.TryGetValue(what.Key, out var before) ? before.Since : now;
        return hints.SetItem(what.Target, kept.SetItem(what.Key, new HintView(since, what.Versions)));
    }

    private static ImmutableSortedDictionary<Key, HintView> Of(
        ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> hints, NodeId target) =>
        hints.TryGetValue(target, out var kept) ? kept : ImmutableSortedDictionary<Key, HintView>.Empty;

    private static ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> Remove(
        ImmutableSortedDictionary<NodeId, ImmutableSortedDictionary<Key, HintView>> hints, NodeId target, Key key)
    {
        var left = Of(hints, target).Remove(key);
        return left.IsEmpty ? hints.Remove(target) : hints.SetItem(target, left);
    }
}
