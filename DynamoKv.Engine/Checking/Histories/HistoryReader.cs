// Makes a history of the log of a run.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>
/// Makes a history of the log of a run: hand it every line in order. What was never answered stays open for ever, and
/// so does what a
/// named client did not hear of. A value with a time to live comes with a delete of unknown outcome that begins when
/// that time is over.
/// </summary>
public sealed class HistoryReader(HistoryReaderOptions? options = null)
{
    private readonly HistoryReaderOptions _options = options ?? new HistoryReaderOptions();
    private readonly Dictionary<OperationId, LoggedOperation> _byId = [];
    private readonly List<LoggedOperation> _operations = [];
    private readonly HashSet<Dot> _known = [];
    private readonly Dictionary<OperationId, HistoryClient> _asked = []; // by clients that have names; looked up only

    /// <summary>Reads a whole log.</summary>
    public static History Read(IEnumerable<LogEntry> log, HistoryReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        var reader = new HistoryReader(options);
        foreach (var entry in log)
            reader.Take(entry);

        return reader.ToHistory();
    }

    /// <summary>Takes the next line.</summary>
    public void Take(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        switch (entry.What)
        {
            case WorldEvent.ClientAsked asked:
                _asked[asked.Operation] = new HistoryClient(asked.Client, asked.Intended, entry.At);
                break;
            case TraceEvent.RequestEntered { Request: var request } when !_byId.ContainsKey(request.Operation):
                var operation = new LoggedOperation(_operations.Count + 1, request, entry.At, entry.Number) { Client = ClientOf(request.Operation) };
                _operations.Add(operation);
                _byId.Add(request.Operation, operation);
                break;
            case WorldEvent.ClientHeard heard when _byId.TryGetValue(heard.Operation, out var known):
                known.Heard(entry.At, entry.Number);
                break;
            case TraceEvent.VersionsStored { Reason: StoreReason.Coordinated, Operation: { } id } stored when _byId.TryGetValue(id, out var known):
                Store(known, stored.Versions, entry);
                break;
            case TraceEvent.ClientAnswered { Response: var response } when _byId.TryGetValue(response.Operation, out var known):
                known.Answer(response, entry.At, entry.Number);
                break;
            default:
                break;
        }
    }

    /// <summary>The history of what was taken so far.</summary>
    public History ToHistory()
    {
        List<HistoryRow> rows = [.. _operations.Select(operation => operation.ToRow(_options))];
        var asked = rows.Count;
        for (var index = 0; index < asked; index++)
        {
            if (_operations[index].Request is ClientRequest.Put { Content.TimeToLive: { } life } && rows[index].MayHaveHappened)
                rows.Add(Expiry(rows[index], life, rows.Count + 1));
        }

        return History.Of(SetRows.Replace(rows, _operations, _options.ElementsOf), _options.Mode != VersionMode.LastWriteWins);
    }

    private HistoryClient? ClientOf(OperationId operation) =>
        _asked.TryGetValue(operation, out var named) ? named with { HearsLater = true } : _options.ClientOf?.Invoke(operation);

    // The new version is the coordinator's own that was not there before; under last-write-wins it may have lost at
    // once.
    private void Store(LoggedOperation operation, SiblingSet versions, LogEntry entry)
    {
        foreach (var sibling in versions.Siblings)
        {
            if (sibling.Dot.Actor.Node == entry.Node && _known.Add(sibling.Dot))
                operation.Stored(sibling);
        }
    }

    private static HistoryRow Expiry(HistoryRow row, TimeSpan life, int number) => row with
    {
        Number = number,
        Process = null,
        Operation = $"end of {row.Operation}",
        Kind = HistoryKind.Delete,
        Written = new HistoryValue(null),
        OtherDots = [],
        Context = row.Written?.Dot is { } dot ? VectorClock.Empty.Including(dot) : VectorClock.Empty,
        Invoked = row.Invoked + life,
        Intended = null,
        Returned = null,
        Outcome = HistoryOutcome.Info,
        EndLine = 0,
    };
}
