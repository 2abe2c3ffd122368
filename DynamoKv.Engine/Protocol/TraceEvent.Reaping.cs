// What a node says about removing tombstones for good.
namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about removing tombstones for good.</summary>
    public abstract record OfReaping : TraceEvent;
}
