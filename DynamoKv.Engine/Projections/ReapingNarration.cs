// Captions about removing tombstones for good.
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about removing tombstones for good.</summary>
internal static class ReapingNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfReaping what) => what switch
    {
        TraceEvent.ReapingProposed { IsSecond: true } proposed => new(
            CaptionTone.Progress, Fill("{0} asks everybody once more about {1}, for what was on its way the first time.", entry.Node, Keys(proposed.Keys)), null),
        TraceEvent.ReapingProposed proposed => new(
            CaptionTone.Progress, Fill("{0} asks all {1} others whether {2} can be forgotten for good.", entry.Node, proposed.Members, Keys(proposed.Keys)), null),
        TraceEvent.ReapingEnded { Silent.IsEmpty: false } ended => new(
            CaptionTone.Fault, Fill("{0} does not answer: the tombstones stay.", Join(ended.Silent)), null),
        TraceEvent.ReapingEnded { Agreed: 0 } => new(
            CaptionTone.Progress, "Somebody holds something else: the tombstones stay.", null),
        TraceEvent.ReapingEnded { IsSecond: false } ended => new(
            CaptionTone.Progress, Fill("Everybody agrees about {0}, and is asked once more in a while.", Keys(ended.Agreed)), null),
        TraceEvent.ReapingEnded ended => new(
            CaptionTone.Mended, Fill("Everybody agrees to forget {0} for good.", Keys(ended.Agreed)), null),
        _ => null,
    };
}
