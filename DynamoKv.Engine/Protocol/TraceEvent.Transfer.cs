// What a node says about transfers of key ranges (Dynamo 4.9).
namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about transfers of key ranges (Dynamo 4.9).</summary>
    public abstract record OfTransfer : TraceEvent;
}
