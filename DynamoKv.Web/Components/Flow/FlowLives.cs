// Lives of nodes and faults in a window of the log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Collects when nodes were down or paused, when their trace is missing, and when faults were in force.</summary>
internal sealed class FlowLives
{
    private readonly List<FlowSpan> _spans = [];
    private readonly List<FlowBand> _bands = [];
    private readonly HashSet<NodeId> _newcomers = [];

    public FlowLives(ClusterSnapshot before)
    {
        foreach (var node in before.Nodes.Values)
        {
            if (node.Condition is NodeCondition.Down or NodeCondition.Paused)
            {
                _spans.Add(new FlowSpan(node.Id, node.Condition == NodeCondition.Down ? FlowSpanKind.Down : FlowSpanKind.Paused, 0, before.Now, 0, null));
            }
        }

        _bands.AddRange(before.Faults.Values.Select(fault => new FlowBand(fault.Id, fault.Description, 0, fault.Since, 0, null)));
    }

    /// <summary>Nodes that appeared.</summary>
    public IEnumerable<NodeId> Newcomers => _newcomers;

    public ImmutableArray<FlowSpan> Spans => [.. _spans];

    public ImmutableArray<FlowBand> Bands => [.. _bands];

    public void Take(LogEntry entry)
    {
        if (entry.Node is { } node)
        {
            _newcomers.Add(node);
        }

        switch (entry.What)
        {
            case WorldEvent.NodeCrashed crashed:
                EndSpan(crashed.Node, entry);
                Begin(crashed.Node, FlowSpanKind.Down, entry);
                break;
            case WorldEvent.NodePaused paused:
                Begin(paused.Node, FlowSpanKind.Paused, entry);
                break;
            case WorldEvent.NodeResumed resumed:
                EndSpan(resumed.Node, entry);
                break;
            case WorldEvent.NodeRestarted restarted:
                _newcomers.Add(restarted.Node);
                break;
            case TraceEvent.Started when entry.Node is { } started:
                EndSpan(started, entry);
                break;
            case WorldEvent.MemberFound found:
                _newcomers.Add(found.Node);
                break;
            case WorldEvent.TraceMissing missing:
                _spans.Add(new FlowSpan(missing.Node, FlowSpanKind.Missing, Math.Max(0, entry.Number - 1), entry.At, entry.Number, entry.At) { Reason = missing.Reason });
                break;
            case WorldEvent.MemberSilent silent:
                Begin(silent.Node, FlowSpanKind.Missing, entry);
                break;
            case WorldEvent.MemberTold told:
                EndSpan(told.Node, entry);
                break;
            case WorldEvent.FaultInjected fault:
                _bands.Add(new FlowBand(fault.Fault, fault.Description, entry.Number, entry.At, 0, null));
                break;
            case WorldEvent.FaultHealed healed:
                EndBand(healed.Fault, entry);
                break;
            default:
                break;
        }
    }

    private void Begin(NodeId node, FlowSpanKind kind, LogEntry entry)
    {
        if (!_spans.Exists(span => span.Node == node && span.Kind == kind && span.To is null))
        {
            _spans.Add(new FlowSpan(node, kind, entry.Number, entry.At, 0, null));
        }
    }

    private void EndSpan(NodeId node, LogEntry entry)
    {
        var index = _spans.FindLastIndex(span => span.Node == node && span.To is null);
        if (index >= 0)
        {
            _spans[index] = _spans[index] with { ToEvent = entry.Number, To = entry.At };
        }
    }

    private void EndBand(string fault, LogEntry entry)
    {
        var index = _bands.FindLastIndex(band => band.Fault == fault && band.To is null);
        if (index >= 0)
        {
            _bands[index] = _bands[index] with { ToEvent = entry.Number, To = entry.At };
        }
    }
}
