// What nodes say to each other about transfers of key ranges (Dynamo 4.9).
namespace DynamoKv.Engine.Protocol;

public abstract partial record Message
{
    /// <summary>A message of transfers of key ranges (Dynamo 4.9).</summary>
    public abstract record OfTransfer : Message;
}
