// The log of a run.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Collects what happens, numbered from 1.</summary>
/// <param name="isTracing">False: nothing is kept.</param>
internal sealed class EventLog(bool isTracing)
{
    private readonly List<LogEntry> _entries = [];

    /// <summary>Whether anything is kept; ask before making an event.</summary>
    public bool IsTracing => isTracing;

    /// <summary>All entries so far; entry n stands at index n - 1.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    /// <summary>Keeps one more entry and gives its number; 0 when nothing is kept.</summary>
    public long Add(Instant at, NodeId? node, long cause, TraceEvent what)
    {
        if (!isTracing)
            return 0;

        _entries.Add(new LogEntry(_entries.Count + 1, at, node, cause, what));
        return _entries.Count;
    }
}
