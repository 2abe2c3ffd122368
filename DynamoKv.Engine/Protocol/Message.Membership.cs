// What nodes say to each other about membership and failure detection (Dynamo 4.8).
namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of membership and failure detection (Dynamo 4.8).</summary>
    public abstract record OfMembership : Message;
}
