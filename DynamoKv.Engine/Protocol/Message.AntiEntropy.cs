// What nodes say to each other about anti-entropy (Dynamo 4.7).
namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of anti-entropy (Dynamo 4.7).</summary>
    public abstract record OfAntiEntropy : Message;
}
