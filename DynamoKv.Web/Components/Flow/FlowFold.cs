// Folds a window of the log into what the space-time diagram shows.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Folds a window of the log into what the space-time diagram shows.</summary>
internal sealed class FlowFold
{
    private readonly ClusterSnapshot _before;
    private readonly SortedDictionary<long, FlowMessage> _messages = [];
    private readonly List<FlowMark> _marks = [];
    private readonly FlowLives _lives;
    private readonly FlowClients _clients;

    private FlowFold(ClusterSnapshot before)
    {
        _before = before;
        _lives = new FlowLives(before);
        _clients = new FlowClients(before);
        foreach (var message in before.InFlight.Values)
        {
            _messages[message.Number] = New(message.Number, message.Sender, message.Receiver, message.Message, 0, message.SentAt) with { ArrivesAt = message.ArrivesAt };
        }
    }

    /// <summary>What a window holds.</summary>
    /// <param name="before">The cluster before its first entry.</param>
    /// <param name="entries">Its entries, consecutive.</param>
    /// <param name="now">The time on show, at or after the last entry.</param>
    /// <param name="isBackgroundShown">Whether gossip, probes and the comparing of trees are wanted.</param>
    public static FlowFacts Of(ClusterSnapshot before, IReadOnlyList<LogEntry> entries, Instant now, bool isBackgroundShown)
    {
        var fold = new FlowFold(before);
        foreach (var entry in entries)
        {
            fold.Take(entry);
        }

        var shown = fold._messages.Values.Where(message => isBackgroundShown || !message.IsBackground).ToImmutableArray();
        var nodes = before.Nodes.Keys.Concat(fold._lives.Newcomers).Distinct().Order().ToImmutableArray();
        return new FlowFacts(
            entries.Count == 0 ? before.Now : entries[0].At, now, entries.Count == 0 ? before.EventNumber + 1 : entries[0].Number,
            entries.Count == 0 ? before.EventNumber : entries[^1].Number, nodes)
        {
            Messages = shown,
            Marks = [.. fold._marks],
            Spans = fold._lives.Spans,
            Bands = fold._lives.Bands,
            Bars = fold._clients.Bars,
            Folded = fold._messages.Count - shown.Length,
            Order = FlowOrder.Of(entries),
        };
    }

    private void Take(LogEntry entry)
    {
        TakeMessage(entry);
        _lives.Take(entry);
        _clients.Take(entry);
        if (MarkOf(entry) is { } mark)
        {
            _marks.Add(mark);
        }
    }

    private void TakeMessage(LogEntry entry)
    {
        switch (entry.What)
        {
            case WorldEvent.MessageSent sent:
                _messages[sent.Number] = New(sent.Number, sent.Sender, sent.Receiver, sent.Message, entry.Number, entry.At) with { ArrivesAt = sent.ArrivesAt };
                break;
            case WorldEvent.MessageDuplicated copy when _messages.TryGetValue(copy.Number, out var original):
                _messages[copy.CopyNumber] = original with { Number = copy.CopyNumber, CopyOf = copy.Number, ArrivesAt = copy.ArrivesAt, State = FlowState.InFlight, EndEvent = 0, EndAt = null };
                break;
            case WorldEvent.MessageDelayed delayed when _messages.TryGetValue(delayed.Number, out var held):
                _messages[delayed.Number] = held with { ArrivesAt = delayed.ArrivesAt };
                break;
            case WorldEvent.MessageDelivered delivered:
                End(delivered.Number, entry, FlowState.Delivered, null);
                break;
            case WorldEvent.MessageDropped dropped:
                End(dropped.Number, entry, FlowState.Dropped, dropped.Reason);
                break;
            case WorldEvent.MessageSeen seen:
                _messages[seen.Number] = new FlowMessage(
                    seen.Number, seen.Node, seen.Receiver, FlowNames.Of(seen.What), MotionFrame.LookOf(seen.What), entry.Cause, seen.LeftAt)
                { Operation = seen.Operation, State = FlowState.Delivered, EndEvent = entry.Number, EndAt = entry.At };
                break;
            default:
                break;
        }
    }

    private void End(long number, LogEntry entry, FlowState state, DropReason? reason)
    {
        if (_messages.TryGetValue(number, out var message))
        {
            _messages[number] = message with { State = state, Reason = reason, EndEvent = entry.Number, EndAt = entry.At };
        }
    }

    private static FlowMessage New(long number, NodeId sender, NodeId receiver, Message message, long sentEvent, Instant sentAt) =>
        new(number, sender, receiver, EventText.Name(message), MotionFrame.LookOf(message), sentEvent, sentAt)
        {
            Operation = message is Message.OfOperation { Operation: var operation } ? operation : null,
        };

    /// <summary>What belongs to clients' operations, hints and lives; steady background is no mark.</summary>
    private static FlowMark? MarkOf(LogEntry entry) => entry.What switch
    {
        WorldEvent.NodeCrashed crashed => Mark(entry, crashed.Node),
        WorldEvent.NodeRestarted restarted => Mark(entry, restarted.Node),
        WorldEvent.NodePaused paused => Mark(entry, paused.Node),
        WorldEvent.NodeResumed resumed => Mark(entry, resumed.Node),
        WorldEvent.BitFlipped flipped => Mark(entry, flipped.Node),
        WorldEvent or TraceEvent.OfAntiEntropy or TraceEvent.OfMembership or TraceEvent.OfReaping or TraceEvent.BackgroundPaced => null,
        _ => entry.Node is { } node ? Mark(entry, node) : null,
    };

    private static FlowMark Mark(LogEntry entry, NodeId node) =>
        new(entry.Number, entry.At, node, EventText.Name(entry.What), EventText.Detail(entry.What));
}
