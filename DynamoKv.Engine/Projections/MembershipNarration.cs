// Captions about membership and failure detection (Dynamo 4.8).
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about membership and failure detection (Dynamo 4.8).</summary>
internal static class MembershipNarration
{
    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfMembership what) => null;
}
