// What an administrator asks of a node about removing tombstones for good.
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about removing tombstones for good.</summary>
    public abstract record OfReaping(long Number) : NodeCommand(Number);
}
