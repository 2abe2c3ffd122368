// What a node says about membership and failure detection (Dynamo 4.8).
namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about membership and failure detection (Dynamo 4.8).</summary>
    public abstract record OfMembership : TraceEvent;
}
