// What an administrator asks of a node about anti-entropy (Dynamo 4.7).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about anti-entropy (Dynamo 4.7).</summary>
    public abstract record OfAntiEntropy(long Number) : NodeCommand(Number);
}
