// What a node says about the pace of its background work (Dynamo 6.5).
namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Background work has to slow down for the foreground, or may grow again.</summary>
    /// <param name="P99">The foreground's 99th percentile; null: nothing was asked for a whole window.</param>
    /// <param name="Threshold">Up to which background work may grow.</param>
    /// <param name="SlicesPerSecond">The new pace.</param>
    public sealed record BackgroundPaced(TimeSpan? P99, TimeSpan Threshold, double SlicesPerSecond) : TraceEvent;
}
