// Captions about hinted handoff (Dynamo 4.6).
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about hinted handoff.</summary>
internal static class HandoffNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfHandoff what) => what switch
    {
        TraceEvent.FallbackAsked asked => new(
            CaptionTone.Progress, Fill("{0} does not answer, so {1} is asked to keep its copy of {2}.", asked.Intended, asked.Holder, asked.Key), asked.Operation),
        TraceEvent.HintKept kept => new(
            CaptionTone.Progress, Fill("{0} keeps {1} for {2}, as a hint.", entry.Node, kept.Key, kept.Target), kept.Operation),
        TraceEvent.HintDelivered delivered => new(
            CaptionTone.Mended, Fill("{0} has handed {1} over to {2} and forgets the hint.", entry.Node, delivered.Key, delivered.Target), null),
        TraceEvent.HintDropped { Loss: HintLoss.Overflow } dropped => new(
            CaptionTone.Fault, Fill("{0} keeps too much for {1} and drops its hint of {2}: anti-entropy has to mend it.", entry.Node, dropped.Target, dropped.Key), null),
        TraceEvent.HintDropped { Loss: HintLoss.Reaped } => null, // told with the round
        TraceEvent.HintDropped dropped => new(
            CaptionTone.Fault, Fill("{0} has kept {2} for {1} too long and drops the hint: anti-entropy has to mend it.", entry.Node, dropped.Target, dropped.Key), null),
        TraceEvent.HintRedirected redirected => new(
            CaptionTone.Progress, Fill("{1} has left for good: {0} gives its hint of {2} to the key's replicas.", entry.Node, redirected.Target, redirected.Key), null),
        _ => null,
    };
}
