// What a node asks to be reminded of.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>What a node asks to be reminded of. A closed set; a timer is never cancelled: its handler looks whether it still matters.</summary>
public abstract partial record NodeTimer
{
    /// <summary>An operation's time is over at its coordinator.</summary>
    public sealed record OperationTimeout(OperationId Operation) : NodeTimer;

    /// <summary>A replica of a write has been silent for long: ask a fallback in its place (Dynamo 4.6).</summary>
    public sealed record FallbackDue(OperationId Operation) : NodeTimer;

    /// <summary>The coordinator to which a request was forwarded has not answered: give up, for it may have done it.</summary>
    public sealed record ForwardTimeout(OperationId Operation, NodeId Coordinator) : NodeTimer;

    /// <summary>Waiting for a read's stragglers ends; repair those that answered with less (Dynamo 5).</summary>
    public sealed record StragglersDue(OperationId Operation) : NodeTimer;

    /// <summary>Time to ask the suspected peers whether they are back.</summary>
    public sealed record ProbeSuspects : NodeTimer;
}
