// Captions about removing tombstones for good.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about removing tombstones for good.</summary>
internal static class ReapingNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfReaping what) => null;
}
