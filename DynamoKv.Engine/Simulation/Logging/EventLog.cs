// The log of a run.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Collects what happens, numbered from 1.</summary>
/// <param name="isTracing">False: nothing is kept.</param>
/// <param name="isHeard">Whether somebody wants to hear of it, kept or not.</param>
internal sealed class EventLog(bool isTracing, bool isHeard = false)
{
    private readonly List<LogEntry> _entries = [];

    /// <summary>Whether anybody wants to know what happens; ask before making an event.</summary>
    public bool IsTracing { get; } = isTracing || isHeard;

    /// <summary>Who hears of everything, as it happens: may plan, but must not do anything at once.</summary>
    public Action<long, NodeId?, TraceEvent>? Listener { get; set; }

    /// <summary>All entries so far; entry n stands at index n - 1.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    /// <summary>Keeps one more entry and gives its number; 0 when nothing is kept.</summary>
    public long Add(Instant at, NodeId? node, long cause, TraceEvent what)
    {
        if (isTracing)
            _entries.Add(new LogEntry(_entries.Count + 1, at, node, cause, what));

        Listener?.Invoke(_entries.Count, node, what);
        return _entries.Count;
    }
}
