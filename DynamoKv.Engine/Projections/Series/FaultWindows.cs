// The times in which something was broken.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.Series;

/// <summary>The times in which something was broken: faults by name, nodes that were down, nodes that stood still.</summary>
internal sealed class FaultWindows
{
    private readonly List<FaultWindow> _all = [];
    private readonly Dictionary<string, int> _open = [];

    public IReadOnlyList<FaultWindow> All => _all;

    public void Add(LogEntry entry)
    {
        switch (entry.What)
        {
            case WorldEvent.FaultInjected fault:
                Begin("fault " + fault.Fault, fault.Description, entry);
                break;
            case WorldEvent.FaultHealed healed:
                End("fault " + healed.Fault, entry);
                break;
            case WorldEvent.NodeCrashed crashed:
                Begin("down " + crashed.Node, NarrationWords.Fill(NarrationText.WindowDown, crashed.Node), entry);
                break;
            case WorldEvent.NodeRestarted restarted:
                End("down " + restarted.Node, entry);
                break;
            case WorldEvent.NodePaused paused:
                Begin("still " + paused.Node, NarrationWords.Fill(NarrationText.WindowStill, paused.Node), entry);
                break;
            case WorldEvent.NodeResumed resumed:
                End("still " + resumed.Node, entry);
                break;
        }
    }

    private void Begin(string name, string what, LogEntry entry)
    {
        End(name, entry);
        _open[name] = _all.Count;
        _all.Add(new FaultWindow(what, entry.At, null));
    }

    private void End(string name, LogEntry entry)
    {
        if (_open.Remove(name, out var index))
        {
            _all[index] = _all[index] with { Until = entry.At };
        }
    }
}
