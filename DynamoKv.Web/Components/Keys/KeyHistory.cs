// What a log tells of one key.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Keys;

/// <summary>A node stored a version for the first time.</summary>
/// <param name="Node">Which node.</param>
/// <param name="Event">The entry that says so.</param>
/// <param name="At">When.</param>
public sealed record StoredBy(NodeId Node, long Event, Instant At);

/// <summary>A version of a key, from its first appearance on.</summary>
/// <param name="Version">The version.</param>
/// <param name="Operation">Which operation brought it; null: none is named.</param>
public sealed record VersionStory(Sibling Version, OperationId? Operation)
{
    /// <summary>Who stored it, in that order. Never empty.</summary>
    public required IReadOnlyList<StoredBy> Nodes { get; init; }
}

/// <summary>An operation that touched a key.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Event">The entry with which it entered.</param>
/// <param name="At">When.</param>
public sealed record OperationStory(ClientRequest Request, long Event, Instant At)
{
    /// <summary>What its client was told; null: nothing yet.</summary>
    public ClientResponse? Response { get; init; }

    /// <summary>The entry that says so; null: none does.</summary>
    public long? AnsweredBy { get; init; }
}

/// <summary>
/// What a log tells of one key: its versions and the operations that touched it. It goes along with the log, and keeps the newest of
/// both. Not thread-safe: one page owns it.
/// </summary>
/// <param name="key">Which key.</param>
public sealed class KeyHistory(Key key)
{
    /// <summary>The most versions that are kept, and the most operations.</summary>
    public const int MaxRows = 200;

    /// <summary>The most entries that are read; of a longer log the newest.</summary>
    public const int MaxEntries = 300_000;

    private const int Block = 5_000;
    private readonly List<VersionStory> _versions = [];
    private readonly List<OperationStory> _operations = [];
    private readonly HashSet<Dot> _seen = [];
    private long _through = -1;

    /// <summary>The versions, oldest first.</summary>
    public IReadOnlyList<VersionStory> Versions => _versions;

    /// <summary>The operations, oldest first.</summary>
    public IReadOnlyList<OperationStory> Operations => _operations;

    /// <summary>The first entry that was read.</summary>
    public long From { get; private set; }

    /// <summary>Whether older entries, versions or operations were left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads what is new in a log. True when it told something of the key.</summary>
    public bool CatchUp(IClusterSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var last = session.LastEvent;
        if (_through < 0)
        {
            From = Math.Max(session.FirstEvent, last - MaxEntries + 1);
            IsCut = From > 1;
            _through = From - 1;
        }

        var isNew = false;
        while (_through < last && session.ReadLog(_through + 1, Block) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                isNew |= Take(entry);
            }

            _through = entries[^1].Number;
        }

        return isNew;
    }

    private bool Take(LogEntry entry) => entry.What switch
    {
        TraceEvent.VersionsStored stored when stored.Key == key && entry.Node is { } node => Store(stored, new StoredBy(node, entry.Number, entry.At)),
        TraceEvent.RequestEntered entered when entered.Request.Key == key => Add(_operations, new OperationStory(entered.Request, entry.Number, entry.At)),
        TraceEvent.ClientAnswered answered => Answer(answered.Response, entry.Number),
        _ => false,
    };

    private bool Store(TraceEvent.VersionsStored stored, StoredBy by)
    {
        var isNew = false;
        foreach (var version in stored.Versions.Siblings)
        {
            var index = _versions.FindLastIndex(known => known.Version.Dot == version.Dot);
            if (index < 0 && _seen.Add(version.Dot))
            {
                isNew = Add(_versions, new VersionStory(version, stored.Operation) { Nodes = [by] });
            }
            else if (index >= 0 && _versions[index] is var known && known.Nodes.All(one => one.Node != by.Node))
            {
                _versions[index] = known with { Nodes = [.. known.Nodes, by] };
                isNew = true;
            }
        }

        return isNew;
    }

    private bool Answer(ClientResponse response, long number)
    {
        var index = _operations.FindLastIndex(known => known.Request.Operation == response.Operation);
        if (index < 0)
        {
            return false;
        }

        _operations[index] = _operations[index] with { Response = response, AnsweredBy = number };
        return true;
    }

    private bool Add<T>(List<T> rows, T row)
    {
        rows.Add(row);
        if (rows.Count > MaxRows)
        {
            rows.RemoveAt(0);
            IsCut = true;
        }

        return true;
    }
}
