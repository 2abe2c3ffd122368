// When what was broken.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>When what was broken, by plan or by hand, folded from a log line by line. One owner.</summary>
public sealed class FaultFold
{
    private readonly SortedDictionary<string, FaultWindow> _open = new(StringComparer.Ordinal);
    private readonly List<FaultWindow> _closed = [];

    /// <summary>From a whole log.</summary>
    /// <param name="end">When the windows end that nobody closed.</param>
    public static ImmutableArray<FaultWindow> Of(IEnumerable<LogEntry> log, Instant end)
    {
        ArgumentNullException.ThrowIfNull(log);
        var fold = new FaultFold();
        foreach (var entry in log)
            fold.Take(entry);
        return fold.Windows(end);
    }

    /// <summary>Takes the next line.</summary>
    public void Take(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        switch (entry.What)
        {
            case WorldEvent.FaultInjected injected:
                _open[$"fault {injected.Fault}"] = Begin($"{injected.Fault}: {injected.Description}", entry);
                break;
            case WorldEvent.NodeCrashed crashed:
                _open.TryAdd($"crash {crashed.Node}", Begin($"{crashed.Node} is down", entry));
                break;
            case WorldEvent.NodePaused paused:
                _open.TryAdd($"pause {paused.Node}", Begin($"{paused.Node} stands still", entry));
                break;
            case WorldEvent.FaultHealed healed:
                Close($"fault {healed.Fault}", entry.At);
                break;
            case WorldEvent.NodeRestarted restarted:
                Close($"crash {restarted.Node}", entry.At);
                break;
            case WorldEvent.NodeResumed resumed:
                Close($"pause {resumed.Node}", entry.At);
                break;
            default:
                break;
        }
    }

    /// <summary>All windows so far, in the order in which they began.</summary>
    /// <param name="now">When those end that nobody closed.</param>
    public ImmutableArray<FaultWindow> Windows(Instant now) =>
        [.. _closed.Concat(_open.Values.Select(window => window with { Until = now })).OrderBy(window => window.From).ThenBy(window => window.Line)];

    private static FaultWindow Begin(string what, LogEntry entry) => new(what, entry.At, entry.At, entry.Number) { IsOpen = true };

    private void Close(string name, Instant at)
    {
        if (_open.Remove(name, out var window))
            _closed.Add(window with { Until = at, IsOpen = false });
    }
}
