// Checkers of histories: linearizability, lost writes, staleness.
using System.Globalization;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Accounting;
using DynamoKv.Engine.Checking.Histories.Registers;
using DynamoKv.Engine.Checking.Histories.Sessions;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>
/// Histories of 64 clients that read and write one value each, with overlaps, a few stale reads and a few writes that are
/// lost. A million operations lie on a thousand keys, ten thousand on a hundred.
/// </summary>
internal static class HistoryBenchmark
{
    private const int Clients = 64;
    private const int Gap = 100; // microseconds between two effects
    private const int Wait = 1_000; // the longest time from the beginning to the effect, and from there to the end
    private const int Large = 1_000_000;
    private const int Small = 10_000;

    private static readonly NodeId[] Nodes = [.. "ABCDE".Select(name => new NodeId(name.ToString()))];

    /// <summary>Measures the checkers; the rate is in operations of the history.</summary>
    public static void Run(Report report)
    {
        var honest = Made(Small, keys: 100, staleShare: 0);
        report.Line("10,000 operations, 100 keys: linearizable by search", Checked(honest, new LinearizableRegister()), "2,000/s (5 s)");
        report.Line("10,000 operations, 100 keys: linearizable by zones", Checked(honest, new ZonedRegister()));
        var stale = Made(Small, keys: 100, staleShare: 0.02);
        report.Line("the same with 2% stale reads, every culprit named: by search", Checked(stale, new LinearizableRegister()));

        var large = Made(Large, keys: 1_000, staleShare: 0.02);
        report.Line("1,000,000 operations, 1,000 keys: grouped by key", Measurement.Of(() => Made(large)));
        report.Line("1,000,000 operations: lost writes and staleness", Checked(large, new LostWrites(), new Staleness()), "100,000/s (10 s)");
        report.Line("1,000,000 operations: regular register", Checked(large, new RegularRegister()));
        report.Line(
            "1,000,000 operations: the four session guarantees",
            Checked(large, [.. Enum.GetValues<SessionGuarantee>().Select(one => new SessionChecker(one))]));
    }

    private static Measurement Checked(History history, params HistoryChecker[] checkers) => Measurement.Of(() =>
    {
        foreach (var checker in checkers)
            _ = checker.Check(history);

        return history.Rows.Length;
    });

    private static long Made(History history)
    {
        _ = History.Of(history.Rows).Keys.Length;
        return history.Rows.Length;
    }

    // Operations take effect one after the other, each within its interval: without stale reads that is linearizable.
    private static History Made(int operations, int keys, double staleShare)
    {
        var chance = new DeterministicRandom(1);
        var books = Enumerable.Range(0, keys).Select(number => new KeyBook(Key.Of($"key-{number}"))).ToArray();
        var rows = new HistoryRow[operations];
        for (var number = 0; number < operations; number++)
        {
            var effect = (number + 10) * Gap;
            var row = new HistoryRow
            {
                Number = number,
                Process = string.Create(CultureInfo.InvariantCulture, $"c{number % Clients}"),
                Operation = string.Create(CultureInfo.InvariantCulture, $"c{number % Clients}#{number}"),
                Kind = chance.NextBool(0.5) ? HistoryKind.Read : HistoryKind.Write,
                Key = default,
                Invoked = new Instant(effect - chance.NextInt32(Wait)),
                Returned = new Instant(effect + chance.NextInt32(Wait)),
                Outcome = HistoryOutcome.Ok,
                BeginLine = number + 1,
            };
            rows[number] = books[chance.NextInt32(keys)].Complete(row, chance.NextBool(staleShare));
        }

        return History.Of(rows);
    }

    /// <summary>What a key holds, and what it held before.</summary>
    private sealed class KeyBook(Key key)
    {
        private (HistoryValue Value, VectorClock Clock) _now = (default, VectorClock.Empty);
        private (HistoryValue Value, VectorClock Clock) _before = (default, VectorClock.Empty);

        /// <summary>Completes a row. A stale read shows what was there before; a write that has seen only that loses the value between.</summary>
        public HistoryRow Complete(HistoryRow row, bool isStale)
        {
            var (value, clock) = isStale ? _before : _now;
            if (row.Kind == HistoryKind.Read)
                return row with { Key = key, Seen = clock.IsEmpty ? [] : [value], Context = clock };

            var dot = new Dot(new VersionActor(Nodes[row.Number % Nodes.Length], 1), row.Number + 1);
            _before = _now;
            _now = (new HistoryValue("v", dot), clock.Including(dot));
            return row with { Key = key, Written = _now.Value, Context = clock };
        }
    }
}
