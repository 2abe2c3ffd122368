// What a node asks to be reminded of for membership and failure detection (Dynamo 4.8).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for membership and failure detection (Dynamo 4.8).</summary>
    public abstract record OfMembership : NodeTimer;

    /// <summary>Time to meet another member.</summary>
    public sealed record GossipDue : OfMembership;
}
