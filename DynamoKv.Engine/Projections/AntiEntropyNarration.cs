// Captions about anti-entropy (Dynamo 4.7).
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about anti-entropy (Dynamo 4.7).</summary>
internal static class AntiEntropyNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfAntiEntropy what) => null;
}
