// What an administrator asks of a node about membership and failure detection (Dynamo 4.8).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about membership and failure detection (Dynamo 4.8).</summary>
    public abstract record OfMembership(long Number) : NodeCommand(Number);
}
