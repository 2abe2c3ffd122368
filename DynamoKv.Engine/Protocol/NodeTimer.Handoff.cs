// What a node asks to be reminded of for hinted handoff (Dynamo 4.6).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for hinted handoff (Dynamo 4.6).</summary>
    public abstract record OfHandoff : NodeTimer;

    /// <summary>Time to try the hints again.</summary>
    public sealed record HandoffDue : OfHandoff;
}
