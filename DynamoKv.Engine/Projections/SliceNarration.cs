// Captions about buffered writes (Dynamo 6.1) and the pace of background work (Dynamo 6.5).
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about buffered writes and the pace of their background work.</summary>
internal static class SliceNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry) => entry.What switch
    {
        TraceEvent.RowsFlushed { Waiting: > 0 } flushed => new(
            CaptionTone.Fault, Fill("{0} writes {1} to its disk, and {2} more find no room.", entry.Node, Rows(flushed.Keys.Length), flushed.Waiting), null),
        TraceEvent.RowsFlushed flushed => new(
            CaptionTone.Progress, Fill("{0} writes {1} that waited in its memory to its disk.", entry.Node, Rows(flushed.Keys.Length)), null),
        TraceEvent.BackgroundPaced paced when paced.P99 > paced.Threshold => new(
            CaptionTone.Fault, Fill("The clients of {0} wait {1} (p99): it slows its background work to {2:0.#} slices a second.", entry.Node, Duration(paced.P99.Value), paced.SlicesPerSecond), null),
        TraceEvent.BackgroundPaced paced => new(
            CaptionTone.Mended, Fill("The clients of {0} are served well: its background work may grow to {1:0.#} slices a second.", entry.Node, paced.SlicesPerSecond), null),
        _ => null,
    };

    /// <summary>What a crash loses beside the inputs that waited; empty: nothing.</summary>
    public static string Loss(ClusterSnapshot before, WorldEvent.NodeCrashed crashed) =>
        before.Nodes.TryGetValue(crashed.Node, out var node) && node.Buffered.Count > 0
            ? Fill(" {0} that waited in its memory {1} lost.", Rows(node.Buffered.Count), node.Buffered.Count == 1 ? "is" : "are")
            : "";

    private static string Rows(int count) => count == 1 ? "1 row" : Fill("{0} rows", count);
}
