// One operation of a client: a row of a history.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>One operation of a client, from its beginning to its end.</summary>
public sealed record HistoryRow
{
    /// <summary>The row's name in its history; rows that begin at one instant stand in this order.</summary>
    public required int Number { get; init; }

    /// <summary>The client, which has one operation under way at a time; null: nobody knows who asked.</summary>
    public string? Process { get; init; }

    /// <summary>The operation's name: "n2#17".</summary>
    public required string Operation { get; init; }

    /// <summary>What it did.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>Of which key.</summary>
    public required Key Key { get; init; }

    /// <summary>What a write made (a delete: a tombstone; an add: the element); null for a read.</summary>
    public HistoryValue? Written { get; init; }

    /// <summary>Further dots of the same write: one that was carried out twice. Mostly empty.</summary>
    public ImmutableArray<Dot> OtherDots { get; init; } = [];

    /// <summary>
    /// What a read that is <see cref="HistoryOutcome.Ok"/> showed: the siblings, tombstones included, or the elements
    /// of a set.
    /// </summary>
    public ImmutableArray<HistoryValue> Seen { get; init; } = [];

    /// <summary>A read: what its answer covered. A write: what it had seen and so replaces. Null: unknown.</summary>
    public VectorClock? Context { get; init; }

    /// <summary>When the client asked.</summary>
    public required Instant Invoked { get; init; }

    /// <summary>When the answer came; null: none came.</summary>
    public Instant? Returned { get; init; }

    /// <summary>How it ended.</summary>
    public required HistoryOutcome Outcome { get; init; }

    /// <summary>When the client meant to ask; null: when it did.</summary>
    public Instant? Intended { get; init; }

    /// <summary>The line of the log that begins it; 0: none.</summary>
    public long BeginLine { get; init; }

    /// <summary>The line of the log that ends it; 0: none.</summary>
    public long EndLine { get; init; }

    /// <summary>When the client meant to ask: latency counts from here (no coordinated omission).</summary>
    public Instant IntendedAt => Intended ?? Invoked;

    /// <summary>Whether it was done: its end is known then.</summary>
    public bool IsOk => Outcome == HistoryOutcome.Ok;

    /// <summary>Whether it changes anything.</summary>
    public bool IsWrite => Kind != HistoryKind.Read;

    /// <summary>Whether it may have taken effect.</summary>
    public bool MayHaveHappened => Outcome != HistoryOutcome.Fail;

    /// <summary>Whether it shows a value that is no tombstone.</summary>
    public bool ShowsLiveValue => LiveCount > 0;

    /// <summary>How many values that are no tombstones it shows.</summary>
    public int LiveCount
    {
        get
        {
            var count = 0;
            foreach (var value in Seen)
                count += value.IsTombstone ? 0 : 1;

            return count;
        }
    }

    /// <summary>
    /// The last instant at which it may have taken effect, in microseconds; an unknown outcome stays open for ever.
    /// </summary>
    internal long End => IsOk && Returned is { } end ? end.Microseconds : long.MaxValue;

    /// <summary>The first such instant.</summary>
    internal long Begin => Invoked.Microseconds;
}
