// Follows every element of one set through all reads.

namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>
/// Follows every element of one set through all reads. An element counts as known from the end of its add, or of the
/// first
/// read that shows it.
/// </summary>
internal sealed class SetTally
{
    private readonly KeyRows _key;
    private readonly Dictionary<string, Trace> _traces = new(StringComparer.Ordinal);
    private readonly List<Trace> _inOrder = [];

    public SetTally(KeyRows key)
    {
        _key = key;
        foreach (var add in key.Rows.Where(row => row is { Kind: HistoryKind.Add, MayHaveHappened: true }))
            Enter(add);

        HistoryRow[] reads = [.. key.Reads];
        for (var place = 0; place < reads.Length; place++)
            Take(reads[place], place);
    }

    /// <summary>Reads that show an element that nobody added.</summary>
    public List<HistoryRow> Unexpected { get; } = [];

    /// <summary>What became of the elements.</summary>
    public IEnumerable<SetElement> Elements() => _inOrder.Select(Judge);

    private void Enter(HistoryRow add)
    {
        var element = add.Written?.Text ?? "";
        if (!_traces.TryGetValue(element, out var trace))
        {
            _traces.Add(element, trace = new Trace(element));
            _inOrder.Add(trace);
        }

        trace.Adds.Add(add);
        trace.IsAcknowledged |= add.IsOk;
        trace.KnownAt = Math.Min(trace.KnownAt, add.End);
    }

    private void Take(HistoryRow read, int place)
    {
        foreach (var value in read.Seen)
        {
            if (_traces.TryGetValue(value.Text ?? "", out var trace))
            {
                trace.LastPresent = read;
                trace.LastPresentPlace = place;
                trace.KnownAt = Math.Min(trace.KnownAt, read.End);
            }
            else if (Unexpected.Count == 0 || !ReferenceEquals(Unexpected[^1], read))
            {
                Unexpected.Add(read);
            }
        }

        foreach (var trace in _inOrder)
        {
            if (trace.LastPresentPlace != place)
                trace.LastAbsent = read;
        }
    }

    private SetElement Judge(Trace trace)
    {
        var (present, absent) = (trace.LastPresent, trace.LastAbsent);
        var isShownLast = present is not null && (absent is null || IsBefore(absent, present));
        var isMissedLast = absent is not null && absent.Begin > trace.KnownAt;
        var fate = isShownLast ? ElementFate.Stable : isMissedLast ? ElementFate.Lost : ElementFate.NeverRead;
        var until = fate switch
        {
            ElementFate.Stable => absent?.Begin ?? trace.KnownAt,
            ElementFate.Lost => present?.Begin ?? trace.KnownAt,
            _ => trace.KnownAt,
        };
        var latency = TimeSpan.FromMicroseconds(Math.Max(0, until - trace.KnownAt));
        return new SetElement(_key.Key, trace.Element, [.. trace.Adds], trace.IsAcknowledged, fate, latency, absent);
    }

    private static bool IsBefore(HistoryRow left, HistoryRow right) =>
        left.Begin < right.Begin || (left.Begin == right.Begin && left.Number < right.Number);

    private sealed class Trace(string element)
    {
        public string Element => element;

        public List<HistoryRow> Adds { get; } = [];

        public bool IsAcknowledged { get; set; }

        public long KnownAt { get; set; } = long.MaxValue;

        public HistoryRow? LastPresent { get; set; }

        public int LastPresentPlace { get; set; } = -1;

        public HistoryRow? LastAbsent { get; set; }
    }
}
