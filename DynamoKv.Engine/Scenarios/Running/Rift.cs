// What disks hold that should not be so.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>What disks hold that should not be so.</summary>
/// <param name="Sentence">In a sentence for people.</param>
/// <param name="Key">The key that it is about; null: none that is known.</param>
/// <param name="Nodes">Whose disks.</param>
internal sealed record Rift(string Sentence, Key? Key, ImmutableArray<NodeId> Nodes)
{
    /// <summary>
    /// The lines that made it so: the last one of each node that changed what its disk holds of the key.
    /// </summary>
    public ImmutableArray<long> Lines(IReadOnlyList<LogEntry> log)
    {
        var missing = Nodes.ToHashSet();
        var lines = new SortedSet<long>();
        for (var index = log.Count - 1; index >= 0 && missing.Count > 0; index--)
        {
            if (ChangedBy(log[index]) is { } node && missing.Remove(node))
                lines.Add(log[index].Number);
        }

        return [.. lines];
    }

    private NodeId? ChangedBy(LogEntry entry) => entry.What switch
    {
        TraceEvent.VersionsStored stored when stored.Key == Key => entry.Node,
        TraceEvent.RowRemoved removed when removed.Key == Key => entry.Node,
        TraceEvent.HintKept kept when kept.Key == Key => entry.Node,
        WorldEvent.BitFlipped flipped when flipped.Key == Key => flipped.Node,
        WorldEvent.NodeCrashed { Loss: CrashLoss.Disk } crashed => crashed.Node,
        _ => null,
    };
}
