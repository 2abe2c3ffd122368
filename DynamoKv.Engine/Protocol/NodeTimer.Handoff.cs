// What a node asks to be reminded of for hinted handoff (Dynamo 4.6).
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>A reminder for hinted handoff (Dynamo 4.6).</summary>
    public abstract record OfHandoff : NodeTimer;

    /// <summary>Time to try the hints again.</summary>
    public sealed record HandoffDue : OfHandoff;

    /// <summary>Background work was not admitted (Dynamo 6.5): try the hints of this target again.</summary>
    public sealed record HintsMayFlow(NodeId Target) : OfHandoff;
}
