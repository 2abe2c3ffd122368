// Clients' operations in a window of the log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Collects clients' operations, from where each begins for its client to where it ends.</summary>
internal sealed class FlowClients
{
    private readonly Dictionary<OperationId, int> _places = [];
    private readonly List<FlowBar> _bars = [];

    public FlowClients(ClusterSnapshot before)
    {
        foreach (var operation in before.Operations.Where(operation => operation.State == OperationState.Running))
        {
            Begin(new FlowBar(operation.Id, null, operation.Kind, operation.Key, 0, operation.StartedAt, 0, null));
        }
    }

    public ImmutableArray<FlowBar> Bars => [.. _bars];

    public void Take(LogEntry entry)
    {
        switch (entry.What)
        {
            case WorldEvent.ClientAsked asked:
                Begin(new FlowBar(asked.Operation, asked.Client, asked.Kind, asked.Key, entry.Number, entry.At, 0, null));
                break;
            case TraceEvent.RequestEntered { Request: var request } when !_places.ContainsKey(request.Operation):
                Begin(new FlowBar(request.Operation, null, request.Kind, request.Key, entry.Number, entry.At, 0, null));
                break;
            case TraceEvent.OperationSettled { Response: var settled }:
                Settle(settled);
                break;
            case TraceEvent.ClientAnswered { Response: var response }:
                Answer(response, entry);
                break;
            case WorldEvent.ClientHeard heard:
                End(heard.Operation, entry, null);
                break;
            case WorldEvent.ClientLeft { Operation: { } left }:
                End(left, entry, OperationState.Unknown);
                break;
            case WorldEvent.NodeCrashed crashed:
                Abandon(crashed.Node, entry);
                break;
            default:
                break;
        }
    }

    private void Begin(FlowBar bar)
    {
        _places[bar.Operation] = _bars.Count;
        _bars.Add(bar);
    }

    /// <summary>What came of it is known before the client hears of it.</summary>
    private void Settle(ClientResponse response)
    {
        if (_places.TryGetValue(response.Operation, out var place) && _bars[place] is { To: null, State: OperationState.Running })
        {
            _bars[place] = _bars[place] with { State = OperationView.StateOf(response) };
        }
    }

    /// <summary>The answer of a client with a name is still on its way to it.</summary>
    private void Answer(ClientResponse response, LogEntry entry)
    {
        if (_places.TryGetValue(response.Operation, out var place) && _bars[place].To is null)
        {
            var answered = _bars[place] with { State = OperationView.StateOf(response) };
            _bars[place] = answered.Client is null ? answered with { ToEvent = entry.Number, To = entry.At } : answered;
        }
    }

    private void End(OperationId operation, LogEntry entry, OperationState? state)
    {
        if (_places.TryGetValue(operation, out var place) && _bars[place].To is null)
        {
            _bars[place] = _bars[place] with { ToEvent = entry.Number, To = entry.At, State = state ?? _bars[place].State };
        }
    }

    private void Abandon(NodeId crashed, LogEntry entry)
    {
        for (var place = 0; place < _bars.Count; place++)
        {
            if (_bars[place] is { To: null, Client: null } bar && bar.Operation.Entry == crashed)
            {
                _bars[place] = bar with { ToEvent = entry.Number, To = entry.At, State = OperationState.Unknown };
            }
        }
    }
}
