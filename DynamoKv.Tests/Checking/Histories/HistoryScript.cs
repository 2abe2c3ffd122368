// Histories as small texts, one operation a line.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Checking.Histories;

/// <summary>
/// Reads lines such as "c1 0-10 put x milk saw bread", "c2 20-25 get x -> milk", "c2 30-? delete x as d1 saw milk", "c1 0-10 add s 5".
/// Times are milliseconds; "-?" never ends, "-10!" failed. A write has seen what it "saw", and what that had seen; "blind" means that
/// nobody knows. A read knows what it shows, and what that had seen, or just what it "knew". "gone:d1" is a delete's tombstone.
/// </summary>
internal sealed partial class HistoryScript
{
    private readonly Dictionary<string, VectorClock> _clocks = new(StringComparer.Ordinal); // of a version: its past and itself
    private readonly Dictionary<string, Dot> _dots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<HistoryRow> _rows = [];
    private readonly HashSet<string> _sets = new(StringComparer.Ordinal);

    public static History Parse(params IEnumerable<string> lines)
    {
        var script = new HistoryScript();
        var matches = lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Matched).ToList();
        script._sets.UnionWith(matches.Where(match => match.Groups["what"].Value == "add").Select(match => match.Groups["key"].Value));
        foreach (var match in matches)
            script.Add(match);

        return History.Of(script._rows);
    }

    private static Match Matched(string line) =>
        Line().Match(line) is { Success: true } match ? match : throw new FormatException($"'{line}' is no operation.");

    private void Add(Match match)
    {
        var (process, key) = (match.Groups["process"].Value, match.Groups["key"].Value);
        var number = _rows.Count + 1;
        var nth = _counts[process] = _counts.GetValueOrDefault(process) + 1;
        var end = match.Groups["end"].Value;
        var row = new HistoryRow
        {
            Number = number,
            Process = process,
            Operation = $"{process}-{nth}",
            Kind = KindOf(match.Groups["what"].Value),
            Key = Key.Of(key),
            Invoked = At(match.Groups["begin"].Value),
            Returned = end == "?" ? null : At(end.TrimEnd('!', '?')),
            Outcome = end.EndsWith('?') ? HistoryOutcome.Info : end.EndsWith('!') ? HistoryOutcome.Fail : HistoryOutcome.Ok,
            Intended = match.Groups["meant"] is { Success: true } meant ? At(meant.Value) : null,
            BeginLine = number * 10,
            EndLine = end == "?" ? 0 : (number * 10) + 5,
        };
        _rows.Add(row.IsWrite ? AsWrite(row, match) : AsRead(row, match));
    }

    private static HistoryKind KindOf(string word) =>
        word switch { "get" => HistoryKind.Read, "put" => HistoryKind.Write, "add" => HistoryKind.Add, _ => HistoryKind.Delete };

    private HistoryRow AsWrite(HistoryRow row, Match match)
    {
        var name = match.Groups["value"].Value;
        if (row.Kind == HistoryKind.Add)
            return row with { Written = new HistoryValue(name) };

        var id = $"{row.Key}/{name}";
        var past = ClockOf(row.Key, match.Groups["saw"].Value);
        var dot = DotOf(id);
        _clocks[id] = past.Including(dot);
        return row with
        {
            Written = new HistoryValue(row.Kind == HistoryKind.Delete ? null : name, dot),
            Context = match.Groups["blind"].Success ? null : past,
        };
    }

    private HistoryRow AsRead(HistoryRow row, Match match)
    {
        string[] shown = [.. Names(match.Groups["shown"].Value).Where(name => name != "nothing")];
        if (_sets.Contains(row.Key.Text))
            return row with { Seen = [.. shown.Select(name => new HistoryValue(name))], Context = VectorClock.Empty };

        return row with
        {
            Seen = [.. shown.Select(name => new HistoryValue(IsTombstone(name) ? null : name, DotOf($"{row.Key}/{Bare(name)}")))],
            Context = ClockOf(row.Key, match.Groups["knew"].Success ? match.Groups["knew"].Value : string.Join(' ', shown)),
        };
    }

    // Each write has an actor of its own, so that a clock is exactly a set of writes.
    private Dot DotOf(string id)
    {
        if (!_dots.TryGetValue(id, out var dot))
            _dots.Add(id, dot = new Dot(new VersionActor(new NodeId($"w{_dots.Count + 1}"), 1), 1));

        return dot;
    }

    private VectorClock ClockOf(Key key, string names)
    {
        var clock = VectorClock.Empty;
        foreach (var id in Names(names).Where(name => name != "nothing").Select(name => $"{key}/{Bare(name)}"))
            clock = clock.Merge(_clocks.GetValueOrDefault(id) ?? VectorClock.Empty.Including(DotOf(id)));

        return clock;
    }

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsTombstone(string name) => name.StartsWith("gone:", StringComparison.Ordinal);

    private static string Bare(string name) => IsTombstone(name) ? name["gone:".Length..] : name;

    private static Instant At(string milliseconds) =>
        Instant.After(TimeSpan.FromMilliseconds(double.Parse(milliseconds, CultureInfo.InvariantCulture)));

    [GeneratedRegex(
        @"^(?<process>\S+)\s+(?<begin>[\d.]+)-(?<end>[\d.]*[!?]?)\s+(?<what>get|put|delete|add)\s+(?<key>\S+)(?:\s+as)?"
        + @"(?:\s+(?!->|saw\b|blind\b|meant\b)(?<value>\S+))?"
        + @"(?:\s+->\s+(?<shown>(?:(?!knew\b|meant\b)\S+\s*)+))?(?:\s*knew\s+(?<knew>(?:(?!meant\b)\S+\s*)+))?"
        + @"(?:\s+saw\s+(?<saw>(?:(?!meant\b)\S+\s*)+))?(?<blind>\s+blind)?(?:\s*meant\s+(?<meant>[\d.]+))?$")]
    private static partial Regex Line();
}
