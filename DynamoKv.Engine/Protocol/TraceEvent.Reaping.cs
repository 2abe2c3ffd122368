// What a node says about removing tombstones for good.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about removing tombstones for good.</summary>
    public abstract record OfReaping : TraceEvent;

    /// <summary>Tombstones past their grace period were found, and every member is asked.</summary>
    /// <param name="IsSecond">Everybody has agreed once; the second question meets what was on its way during the first.</param>
    public sealed record ReapingProposed(long Round, int Keys, int Members, bool IsSecond) : OfReaping;

    /// <summary>A round has ended: everybody has answered, or somebody is silent.</summary>
    /// <param name="Agreed">How many keys everybody agreed on.</param>
    /// <param name="Silent">Who did not answer: while anybody is silent nothing is reaped.</param>
    /// <param name="IsSecond">Whether it was the second question: what is agreed on now is removed.</param>
    public sealed record ReapingEnded(long Round, int Agreed, int Keys, ImmutableArray<NodeId> Silent, bool IsSecond) : OfReaping;
}
