// What a node asks to be reminded of for anti-entropy (Dynamo 4.7).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for anti-entropy (Dynamo 4.7).</summary>
    public abstract record OfAntiEntropy : NodeTimer;
}
