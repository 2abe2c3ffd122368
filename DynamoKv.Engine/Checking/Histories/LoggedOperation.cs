// What the log has said of one operation so far.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>What the log has said of one operation so far.</summary>
internal sealed class LoggedOperation(int number, ClientRequest request, Instant entered, long line)
{
    private readonly List<Dot> _dots = [];
    private VectorClock? _past;
    private Instant? _heardAt;

    public ClientRequest Request => request;

    /// <summary>Who asked; null: nobody knows.</summary>
    public HistoryClient? Client { get; init; }

    public ClientResponse? Response { get; private set; }

    /// <summary>A replica stored a version for it.</summary>
    public void Stored(Sibling version)
    {
        if (!_dots.Contains(version.Dot))
            _dots.Add(version.Dot);

        _past = _past is null ? version.Past : _past.Merge(version.Past);
    }

    /// <summary>Its client was answered.</summary>
    public void Answer(ClientResponse response, Instant at, long endLine)
    {
        if (Response is null)
            (Response, AnsweredAt, EndLine) = (response, at, endLine);
    }

    /// <summary>The answer has reached its client, which has a name.</summary>
    public void Heard(Instant at, long line) => (_heardAt, EndLine) = (at, line);

    /// <summary>When the client was answered; null: it was not.</summary>
    public Instant? AnsweredAt { get; private set; }

    public long EndLine { get; private set; }

    // What a client did not hear of may have happened; only what can't have happened is known without it.
    private bool IsUnheard => Client is { HearsLater: true } && _heardAt is null;

    /// <summary>The row of an operation on a register.</summary>
    public HistoryRow ToRow(HistoryReaderOptions options)
    {
        var row = new HistoryRow
        {
            Number = number,
            Process = Client?.Process,
            Operation = request.Operation.ToString(),
            Kind = KindOf(),
            Key = request.Key,
            Invoked = Client?.Invoked ?? entered,
            Intended = Client?.Intended,
            Returned = IsUnheard ? null : _heardAt ?? AnsweredAt,
            Outcome = OutcomeOf(Response) is var outcome && IsUnheard && outcome == HistoryOutcome.Ok ? HistoryOutcome.Info : outcome,
            BeginLine = line,
            EndLine = IsUnheard ? 0 : EndLine,
        };
        return row.IsWrite ? AsWrite(row, options.Mode) : AsRead(row, options.Mode);
    }

    // A delete that found nothing is a read that showed nothing.
    private HistoryKind KindOf() => (request, Response) switch
    {
        (ClientRequest.Get, _) or (_, ClientResponse.NothingToDelete) => HistoryKind.Read,
        (ClientRequest.Delete, _) => HistoryKind.Delete,
        _ => HistoryKind.Write,
    };

    private HistoryOutcome OutcomeOf(ClientResponse? response) => response switch
    {
        null => HistoryOutcome.Info,
        ClientResponse.Read or ClientResponse.Stored or ClientResponse.NothingToDelete => HistoryOutcome.Ok,
        ClientResponse.QuorumMissed { MayBeSeen: true } or ClientResponse.TimedOut when request is not ClientRequest.Get => HistoryOutcome.Info,
        _ => HistoryOutcome.Fail,
    };

    private HistoryRow AsRead(HistoryRow row, VersionMode mode) => Response switch
    {
        _ when IsUnheard => row,
        ClientResponse.Read read => row with
        {
            Seen = [.. read.Versions.Siblings.Select(sibling => new HistoryValue(sibling.IsTombstone ? null : ValueName.Of(sibling.Value), sibling.Dot))],
            Context = ContextOf(read.Context.Clock, mode),
        },
        ClientResponse.NothingToDelete nothing => row with { Context = ContextOf(nothing.Context.Clock, mode) },
        _ => row,
    };

    // Of several names of one write the one that its client was told comes first.
    private HistoryRow AsWrite(HistoryRow row, VersionMode mode)
    {
        if (Response is ClientResponse.Stored stored)
        {
            _dots.Remove(stored.Dot);
            _dots.Insert(0, stored.Dot);
            _past ??= stored.NewVersion?.Past;
        }

        return row with
        {
            Written = new HistoryValue(
                request is ClientRequest.Put put ? ValueName.Of(put.Content.Value) : null, _dots.Count > 0 ? _dots[0] : null),
            OtherDots = [.. _dots.Skip(1)],
            Context = mode == VersionMode.LastWriteWins ? ClaimedContext() : _past ?? ClaimedContext(),
        };
    }

    private VectorClock? ClaimedContext() => request switch
    {
        ClientRequest.Put put => put.Context?.Clock,
        ClientRequest.Delete delete => delete.Context?.Clock,
        _ => null,
    };

    private static VectorClock? ContextOf(VectorClock clock, VersionMode mode) => mode == VersionMode.LastWriteWins ? null : clock;
}
