// All writes of one key up to one line of a log.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Graphs;

/// <summary>All writes of one key, folded from the log up to one entry. Immutable.</summary>
/// <param name="Key">The key.</param>
public sealed record VersionHistory(Key Key)
{
    /// <summary>How many writes are kept, the newest.</summary>
    public const int MaxVersions = 500;

    /// <summary>The number of the last entry that was folded in.</summary>
    public long Through { get; private init; }

    /// <summary>How many writes there were.</summary>
    public int Total { get; private init; }

    /// <summary>The writes, oldest first, at most <see cref="MaxVersions"/>.</summary>
    public ImmutableList<WrittenVersion> Versions { get; private init; } = [];

    private ImmutableDictionary<OperationId, Asked> Open { get; init; } = ImmutableDictionary<OperationId, Asked>.Empty;

    /// <summary>The history after one more entry. Pure.</summary>
    public VersionHistory Apply(LogEntry entry) => Fold(entry) with { Through = entry.Number };

    /// <summary>The history after more entries.</summary>
    public VersionHistory Apply(IEnumerable<LogEntry> entries)
    {
        var history = this;
        var through = Through;
        foreach (var entry in entries)
        {
            history = history.Fold(entry); // most entries say nothing of the key
            through = entry.Number;
        }

        return history with { Through = through };
    }

    private VersionHistory Fold(LogEntry entry) => entry.What switch
    {
        WorldEvent.ClientAsked asked when asked.Key == Key => Remember(asked.Operation, one => one with { Client = asked.Client }),
        TraceEvent.RequestEntered { Request: ClientRequest.Put put } when put.Key == Key =>
            Remember(put.Operation, one => one with { Context = put.Context?.Clock }),
        TraceEvent.RequestEntered { Request: ClientRequest.Delete delete } when delete.Key == Key =>
            Remember(delete.Operation, one => one with { Context = delete.Context?.Clock }),
        TraceEvent.VersionsStored stored when stored.Key == Key => See(stored.Versions, stored.Operation, entry),
        TraceEvent.HintKept kept when kept.Key == Key => See(kept.Versions, kept.Operation, entry),
        TraceEvent.ClientAnswered { Response: ClientResponse.Stored answer } => Answer(answer, entry.At),
        WorldEvent.RowsShown shown => shown.Rows.Where(row => row.Key == Key)
            .Aggregate(this, (history, row) => history.See(row.Versions, null, entry)),
        _ => this,
    };

    private VersionHistory Remember(OperationId operation, Func<Asked, Asked> change) => this with
    {
        Open = (Open.Count < MaxVersions ? Open : Open.Clear())
            .SetItem(operation, change(Open.GetValueOrDefault(operation) ?? new Asked(null, null))),
    };

    private VersionHistory See(SiblingSet versions, OperationId? operation, LogEntry entry)
    {
        var history = this;
        foreach (var version in versions.Siblings)
        {
            if (!history.Knows(version.Dot))
            {
                history = history.Add(version, operation, entry);
            }
        }

        return history;
    }

    private bool Knows(Dot dot)
    {
        for (var index = Versions.Count - 1; index >= 0; index--)
        {
            if (Versions[index].Dot == dot)
            {
                return true;
            }
        }

        return false;
    }

    private VersionHistory Add(Sibling version, OperationId? operation, LogEntry entry)
    {
        var asked = operation is { } known ? Open.GetValueOrDefault(known) : null;
        var written = new WrittenVersion(Total + 1, version, entry.Number)
        {
            Operation = operation,
            Client = asked?.Client,
            Seen = version.Past.IsEmpty ? asked?.Context ?? version.Past : version.Past, // last-write-wins keeps no past
        };
        var longer = Versions.Add(written);
        return this with { Total = Total + 1, Versions = longer.Count > MaxVersions ? longer.RemoveAt(0) : longer };
    }

    private VersionHistory Answer(ClientResponse.Stored answer, Instant now)
    {
        var index = Versions.FindLastIndex(version => version.Dot == answer.Dot);
        return index < 0
            ? this
            : this with
            {
                Versions = Versions.SetItem(index, Versions[index] with { AnsweredAt = now }),
                Open = Open.Remove(answer.Operation),
            };
    }

    private sealed record Asked(string? Client, VectorClock? Context);
}
