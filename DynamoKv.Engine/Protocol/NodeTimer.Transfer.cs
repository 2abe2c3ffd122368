// What a node asks to be reminded of for transfers of key ranges (Dynamo 4.9).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for transfers of key ranges (Dynamo 4.9).</summary>
    public abstract record OfTransfer : NodeTimer;
}
