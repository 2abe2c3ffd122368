// What an administrator asks of a node about removing tombstones for good.
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about removing tombstones for good.</summary>
    public abstract record OfReaping(long Number) : NodeCommand(Number);

    /// <summary>Look for tombstones that have had their time now, and not only when it is due.</summary>
    public sealed record ReapNow(long Number) : OfReaping(Number);
}
