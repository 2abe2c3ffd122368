// All that the clients of a real cluster asked and were told.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Accounting;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>
/// All that the clients of a real cluster asked and were told, for the checkers that judge simulated runs too. One clock for all of
/// them: that of this process. Thread-safe.
/// </summary>
public sealed class StormHistory
{
    /// <summary>The most operations that are kept; a longer history is not judged, and says so.</summary>
    public const int MaxRows = 3_000_000;

    private readonly ConcurrentQueue<HistoryRow> _rows = new();
    private readonly ConcurrentDictionary<string, Dot> _dots = new(StringComparer.Ordinal); // values are unique
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _count;
    private long _last;

    /// <summary>The time by the clock of this history, in microseconds. No two looks at it see the same.</summary>
    public Instant Now
    {
        get
        {
            while (true)
            {
                var last = Volatile.Read(ref _last);
                var now = Math.Max(last + 1, (long)_clock.Elapsed.TotalMicroseconds);
                if (Interlocked.CompareExchange(ref _last, now, last) == last)
                    return new Instant(now);
            }
        }
    }

    /// <summary>A client begins an operation: the row that it will end.</summary>
    /// <param name="context">What a write has seen; a read has none yet.</param>
    public HistoryRow Begin(string client, HistoryKind kind, string key, string? value = null, string? context = null)
    {
        var number = Interlocked.Increment(ref _count);
        return new HistoryRow
        {
            Number = number,
            Process = client,
            Operation = string.Create(CultureInfo.InvariantCulture, $"{client}#{number}"),
            Kind = kind,
            Key = Key.Of(key),
            Written = kind == HistoryKind.Read ? null : new HistoryValue(value),
            Context = kind == HistoryKind.Read || context is null ? null : ClockOf(context), // a blind put replaces what its coordinator holds
            Invoked = Now,
            Outcome = HistoryOutcome.Info,
        };
    }

    /// <summary>A write was acknowledged under this name.</summary>
    public void Wrote(HistoryRow row, string dot)
    {
        ArgumentNullException.ThrowIfNull(row);
        Keep(row with { Outcome = HistoryOutcome.Ok, Returned = Now, Written = new HistoryValue(row.Written!.Value.Text, DotOf(dot)) });
    }

    /// <summary>A read was answered; a delete that found nothing is a read that showed nothing.</summary>
    public void Saw(HistoryRow row, IEnumerable<(string? Value, string Dot)> siblings, string? context)
    {
        HistoryValue[] seen = [.. siblings.Select(sibling => new HistoryValue(sibling.Value, DotOf(sibling.Dot)))];
        foreach (var (text, dot) in seen)
        {
            if (text is not null)
                _dots.TryAdd(text, dot!.Value);
        }

        Keep(row with { Kind = HistoryKind.Read, Outcome = HistoryOutcome.Ok, Returned = Now, Written = null, Seen = [.. seen], Context = ClockOf(context) });
    }

    /// <summary>Nobody knows what became of it.</summary>
    public void Lost(HistoryRow row) => Keep(row);

    /// <summary>What is wrong with the history, in sentences of the checkers.</summary>
    /// <param name="settledFrom">When all was at rest: what was read from then on counts as the last word.</param>
    public IReadOnlyList<string> Problems(Instant settledFrom)
    {
        if (_rows.Count >= MaxRows)
            return [$"The history has more than {MaxRows:N0} operations and was not kept to its end: judge a shorter storm."];

        var history = History.Of(_rows.Select(Named));
        HistoryChecker[] checkers = [new LostWrites { SettledFrom = settledFrom }, new Resurrection { SettledFrom = settledFrom }, new FalseSiblings()];
        return [.. checkers.Select(checker => checker.Check(history)).Where(verdict => verdict.Outcome != VerdictOutcome.Pass).Select(verdict => $"{verdict}")];
    }

    // A write without an answer has the name under which it was seen later.
    private HistoryRow Named(HistoryRow row) => row.Written is { Dot: null, Text: { } text } && _dots.TryGetValue(text, out var dot)
        ? row with { Written = new HistoryValue(text, dot) }
        : row;

    private void Keep(HistoryRow row)
    {
        if (_rows.Count < MaxRows)
            _rows.Enqueue(row);
    }

    // The one look behind the curtain: to clients a context is opaque.
    private static VectorClock ClockOf(string? context) =>
        context is null ? VectorClock.Empty
        : CausalContext.TryDecode(context, out var known, out var error) ? known.Clock
        : throw new FormatException($"A node gave a context that can't be read: {error}");

    private static Dot DotOf(string text)
    {
        var (slash, colon) = (text.LastIndexOf('/'), text.LastIndexOf(':'));
        return slash > 0 && colon > slash
            && long.TryParse(text.AsSpan(slash + 1, colon - slash - 1), CultureInfo.InvariantCulture, out var incarnation)
            && long.TryParse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var counter)
            ? new Dot(new VersionActor(new NodeId(text[..slash]), incarnation), counter)
            : throw new FormatException($"'{text}' is no dot: node/incarnation:counter.");
    }
}
