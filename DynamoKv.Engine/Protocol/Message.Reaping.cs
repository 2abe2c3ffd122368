// What nodes say to each other about removing tombstones for good.
namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of removing tombstones for good.</summary>
    public abstract record OfReaping : Message;
}
