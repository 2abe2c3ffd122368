// What an administrator asks of a node about hinted handoff (Dynamo 4.6).
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeCommand
{
    /// <summary>A command about hinted handoff (Dynamo 4.6).</summary>
    public abstract record OfHandoff(long Number) : NodeCommand(Number);

    /// <summary>Try now to hand over what is kept, even to a target that looks down.</summary>
    /// <param name="Target">For whom; null: for all.</param>
    public sealed record DeliverHints(long Number, NodeId? Target) : OfHandoff(Number);
}
