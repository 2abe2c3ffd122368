// What a node says about anti-entropy (Dynamo 4.7).
namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about anti-entropy (Dynamo 4.7).</summary>
    public abstract record OfAntiEntropy : TraceEvent;
}
