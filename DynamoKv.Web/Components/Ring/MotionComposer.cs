// Makes motion frames from what a viewer's cursor went over.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Viewing;

namespace DynamoKv.Web.Components.Ring;

/// <summary>Makes the frames of one window, in order: only what is new, and everything after a jump.</summary>
public sealed class MotionComposer
{
    /// <summary>How long a message that was lost at once is drawn on its way: it has no time of arrival.</summary>
    private static readonly TimeSpan LostFlight = TimeSpan.FromMilliseconds(20);

    /// <summary>A real message is too fast for the eye: it is drawn for at least this long, at the speed shown.</summary>
    private static readonly TimeSpan LeastFlight = TimeSpan.FromMilliseconds(250);

    private RunViewer? _viewer;
    private ViewerState? _sent;
    private int _jumps;
    private int _nodes;

    /// <summary>Whoever draws has started afresh: the next frame tells everything.</summary>
    public void Restart() => _viewer = null;

    /// <summary>The next frame; null when there is nothing to tell.</summary>
    public MotionFrame? Compose(RunViewer viewer)
    {
        var nodes = viewer.State.Snapshot.Nodes.Count;
        var isFresh = viewer != _viewer || viewer.Jumps != _jumps || nodes != _nodes; // another node moves all others
        if (!isFresh && viewer.State == _sent)
        {
            return null;
        }

        _viewer = viewer;
        _jumps = viewer.Jumps;
        _nodes = nodes;
        _sent = viewer.State;
        return isFresh ? Whole(viewer) : Next(viewer);
    }

    private static MotionFrame Whole(RunViewer viewer)
    {
        var indexes = IndexesOf(viewer);
        var rows = viewer.State.Snapshot.InFlight.Values
            .Where(message => indexes.ContainsKey(message.Sender) && indexes.ContainsKey(message.Receiver)).Take(MotionFrame.MaxMessages)
            .Select(message => Row(indexes, message.Number, message.Sender, message.Receiver, message.Message, message.SentAt, message.ArrivesAt));
        return new MotionFrame(viewer.State.Now.Microseconds, RateOf(viewer.State), true, [.. rows], []);
    }

    private static MotionFrame Next(RunViewer viewer)
    {
        var indexes = IndexesOf(viewer);
        var rows = new List<double[]>();
        var lost = new List<long>();
        foreach (var entry in viewer.Passed)
        {
            if (entry.What is WorldEvent.MessageSent sent && rows.Count < MotionFrame.MaxMessages
                && indexes.ContainsKey(sent.Sender) && indexes.ContainsKey(sent.Receiver))
            {
                rows.Add(Row(indexes, sent.Number, sent.Sender, sent.Receiver, sent.Message, entry.At, sent.ArrivesAt));
            }
            else if (entry.What is WorldEvent.MessageSeen seen && rows.Count < MotionFrame.MaxMessages
                && indexes.ContainsKey(seen.Node) && indexes.ContainsKey(seen.Receiver))
            {
                rows.Add(Row(indexes, seen, entry.At, viewer.State));
            }
            else if (entry.What is WorldEvent.MessageDropped dropped)
            {
                lost.Add(dropped.Number);
            }
        }

        return new MotionFrame(viewer.State.Now.Microseconds, RateOf(viewer.State), false, rows, lost);
    }

    private static double[] Row(
        Dictionary<NodeId, int> indexes, long number, NodeId sender, NodeId receiver, Message message, Instant sentAt, Instant? arrivesAt)
    {
        var end = arrivesAt ?? sentAt + LostFlight;
        return
        [
            number, indexes[sender], indexes[receiver], (int)MotionFrame.LookOf(message),
            sentAt.Microseconds, end.Microseconds, arrivesAt is null ? 1 : 0,
        ];
    }

    /// <summary>What happened a moment ago is drawn now: members tell of a message only when it has arrived.</summary>
    private static double[] Row(Dictionary<NodeId, int> indexes, WorldEvent.MessageSeen seen, Instant arrivedAt, ViewerState state)
    {
        var late = state.IsAtHead ? state.Now - arrivedAt : TimeSpan.Zero;
        var start = seen.LeftAt + late;
        var least = start + (LeastFlight * state.Speed);
        var end = arrivedAt + late > least ? arrivedAt + late : least;
        return
        [
            seen.Number, indexes[seen.Node], indexes[seen.Receiver], (int)MotionFrame.LookOf(seen.What), start.Microseconds, end.Microseconds, 0,
        ];
    }

    private static double RateOf(ViewerState state) =>
        state.IsPlaying && (state.IsHeadMoving || !state.IsAtHead) ? state.Speed * 1000 : 0;

    private static Dictionary<NodeId, int> IndexesOf(RunViewer viewer) =>
        viewer.State.Snapshot.Nodes.Keys.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
}
