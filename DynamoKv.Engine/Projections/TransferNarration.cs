// Captions about transfers of key ranges (Dynamo 4.9).
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about transfers of key ranges (Dynamo 4.9).</summary>
internal static class TransferNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfTransfer what) => null;
}
