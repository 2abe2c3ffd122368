// What an administrator asks of a node about transfers of key ranges (Dynamo 4.9).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about transfers of key ranges (Dynamo 4.9).</summary>
    public abstract record OfTransfer(long Number) : NodeCommand(Number);
}
