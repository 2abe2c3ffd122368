// What a reader of logs has to be told, because the log does not say it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>
/// Who asked for an operation, and when. Of clients without a name a log knows only when the node took the request.
/// </summary>
/// <param name="Process">The client, which has one operation under way at a time.</param>
/// <param name="Intended">When it meant to ask; null: when it did.</param>
/// <param name="Invoked">When it asked; null: when the node took the request.</param>
public sealed record HistoryClient(string Process, Instant? Intended = null, Instant? Invoked = null)
{
    /// <summary>Whether the log says when it heard the answer, and nothing when it did not: a named client.</summary>
    internal bool HearsLater { get; init; }
}

/// <summary>What a reader of logs has to be told, because the log does not say it.</summary>
public sealed record HistoryReaderOptions
{
    /// <summary>
    /// Tells the client of an operation that no named client asked for; null, or a null answer: nobody knows, and
    /// nothing can be said about sessions.
    /// </summary>
    public Func<OperationId, HistoryClient?>? ClientOf { get; init; }

    /// <summary>The cluster's version mode: last-write-wins keeps no contexts that say what was seen.</summary>
    public VersionMode Mode { get; init; } = VersionMode.Dotted;

    /// <summary>
    /// Reads a value as the elements of a set; null, or a null answer: it is none. A put of a set adds what no
    /// earlier put of that key had; a
    /// read shows the elements of all siblings.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, IReadOnlyList<string>?>? ElementsOf { get; init; }
}
