// What plots over time have to know, gathered from a log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Series;

/// <summary>What plots over time have to know, gathered from a log entry by entry; depends on the entries alone. One owner.</summary>
/// <param name="mode">How versions supersede each other.</param>
public sealed class RunFacts(VersionMode mode)
{
    /// <summary>How many operations are kept, the newest.</summary>
    public const int MaxOperations = 20_000;

    private readonly List<OperationFact> _operations = [];
    private readonly Dictionary<OperationId, (int Index, Key Key)> _open = [];
    private readonly AcknowledgedWrites _writes = new(mode);
    private readonly FaultWindows _faults = new();

    /// <summary>The operations, in the order in which they entered.</summary>
    public IReadOnlyList<OperationFact> Operations => _operations;

    /// <summary>How many older ones were let go.</summary>
    public long Forgotten { get; private set; }

    /// <summary>The times in which something was broken, by their beginnings.</summary>
    public IReadOnlyList<FaultWindow> Faults => _faults.All;

    /// <summary>How long messages travelled.</summary>
    public LegDelays Delays { get; } = new();

    /// <summary>When the first entry was written; null: none was.</summary>
    public Instant? Since { get; private set; }

    /// <summary>Takes more entries.</summary>
    public RunFacts Add(IEnumerable<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            Since ??= entry.At;
            Add(entry);
        }

        return this;
    }

    private void Add(LogEntry entry)
    {
        switch (entry.What)
        {
            case TraceEvent.RequestEntered entered:
                Enter(entered.Request, entry.At);
                break;
            case TraceEvent.Coordinating what:
                Change(what.Operation, fact => fact with { Coordinator = entry.Node });
                break;
            case TraceEvent.ClientAnswered answered:
                Answer(answered.Response, entry.At);
                break;
            case WorldEvent.MessageSent sent:
                Delays.Add(sent, entry.At);
                break;
            case WorldEvent.NodeCrashed crashed:
                Abandon(crashed.Node);
                _faults.Add(entry);
                break;
            default:
                _faults.Add(entry);
                break;
        }
    }

    private void Enter(ClientRequest request, Instant now)
    {
        if (_operations.Count == 2 * MaxOperations)
        {
            Forget();
        }

        _open[request.Operation] = (_operations.Count, request.Key);
        _operations.Add(new OperationFact(request.Operation, request.Kind, now));
    }

    private void Forget()
    {
        _operations.RemoveRange(0, MaxOperations);
        Forgotten += MaxOperations;
        foreach (var (operation, (index, key)) in _open.ToArray())
        {
            if (index < MaxOperations)
            {
                _open.Remove(operation);
            }
            else
            {
                _open[operation] = (index - MaxOperations, key);
            }
        }
    }

    private void Change(OperationId operation, Func<OperationFact, OperationFact> change)
    {
        if (_open.TryGetValue(operation, out var open))
        {
            _operations[open.Index] = change(_operations[open.Index]);
        }
    }

    private void Answer(ClientResponse response, Instant now)
    {
        if (!_open.Remove(response.Operation, out var open))
        {
            return;
        }

        var fact = _operations[open.Index] with { AnsweredAt = now, State = OperationView.StateOf(response) };
        if (response is ClientResponse.Read read)
        {
            var (isStale, newest) = _writes.Judge(open.Key, read.Versions, fact.EnteredAt);
            fact = fact with { IsStale = isStale, Age = fact.EnteredAt - newest };
        }

        if (response is ClientResponse.Stored { NewVersion: { } version })
        {
            _writes.Add(open.Key, version, now);
        }

        _operations[open.Index] = fact;
    }

    // An answer dies with the node at which its client waits.
    private void Abandon(NodeId node)
    {
        foreach (var operation in _open.Keys.Where(operation => operation.Entry == node).ToArray())
        {
            Change(operation, fact => fact with { State = OperationState.Unknown });
            _open.Remove(operation);
        }
    }
}
