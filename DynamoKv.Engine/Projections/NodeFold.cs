// How a log entry changes what is known of the nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections;

internal static class NodeFold
{
    public static ImmutableSortedDictionary<NodeId, NodeView> Apply(
        ImmutableSortedDictionary<NodeId, NodeView> nodes, LogEntry entry)
    {
        if (entry.What is WorldEvent.OfLive live)
        {
            return LiveFold.Apply(nodes, live, entry.At);
        }

        if (NodeOf(entry) is not { } id)
        {
            return nodes;
        }

        var before = nodes.TryGetValue(id, out var known) ? known : NodeView.Unheard(id);
        var after = entry.What is WorldEvent lifeEvent ? Live(before, lifeEvent) : Tell(before, entry);
        return ReferenceEquals(before, after) ? nodes : nodes.SetItem(id, after);
    }

    /// <summary>The node whose view an entry may change: the world names it in the event, a node speaks about itself.</summary>
    private static NodeId? NodeOf(LogEntry entry) => entry.What switch
    {
        WorldEvent.NodeCrashed crashed => crashed.Node,
        WorldEvent.NodeRestarted restarted => restarted.Node,
        WorldEvent.NodePaused paused => paused.Node,
        WorldEvent.NodeResumed resumed => resumed.Node,
        WorldEvent => null,
        _ => entry.Node,
    };

    private static NodeView Live(NodeView node, WorldEvent what) => what switch
    {
        WorldEvent.NodeCrashed crashed => Crash(node, crashed.Loss),
        WorldEvent.NodePaused => node with { Condition = NodeCondition.Paused },
        WorldEvent.NodeResumed => node with { Condition = NodeCondition.Up },
        _ => node,
    };

    private static NodeView Crash(NodeView node, CrashLoss loss) => node with
    {
        Condition = NodeCondition.Down,
        StartedAt = null,
        Suspects = ImmutableSortedSet<NodeId>.Empty,
        Rows = loss == CrashLoss.Disk ? ImmutableSortedDictionary<Key, SiblingSet>.Empty : node.Rows,
        Hints = loss == CrashLoss.Disk ? HintFold.None : node.Hints,
        Buffered = ImmutableSortedDictionary<Key, SiblingSet>.Empty,
    };

    private static NodeView Tell(NodeView node, LogEntry entry) => entry.What switch
    {
        TraceEvent.Started started => node with
        {
            Condition = NodeCondition.Up,
            Incarnation = started.Incarnation,
            StartedAt = entry.At,
        },
        TraceEvent.VersionsStored { IsBuffered: true } stored =>
            node with { Buffered = node.Buffered.SetItem(stored.Key, stored.Versions) },
        TraceEvent.VersionsStored stored => node with
        {
            Rows = node.Rows.SetItem(stored.Key, stored.Versions),
            Buffered = node.Buffered.Remove(stored.Key),
        },
        TraceEvent.RowsFlushed flushed => Flush(node, flushed.Keys),
        TraceEvent.RowRemoved removed => node with
        {
            Rows = node.Rows.Remove(removed.Key),
            Buffered = node.Buffered.Remove(removed.Key),
        },
        TraceEvent.OfHandoff what => node with { Hints = HintFold.Apply(node.Hints, what, entry.At) },
        TraceEvent.RowDamaged damaged => node with { Rows = node.Rows.Remove(damaged.Key) },
        TraceEvent.PeerSuspected suspected => node with { Suspects = node.Suspects.Add(suspected.Peer) },
        TraceEvent.PeerHeardAgain heard => node with { Suspects = node.Suspects.Remove(heard.Peer) },
        _ => node,
    };

    private static NodeView Flush(NodeView node, ImmutableArray<Key> keys) => node with
    {
        Rows = node.Rows.SetItems(keys.Where(node.Buffered.ContainsKey).Select(key => KeyValuePair.Create(key, node.Buffered[key]))),
        Buffered = node.Buffered.RemoveRange(keys),
    };
}
