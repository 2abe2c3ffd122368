// What became of planned faults.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record WorldEvent
{
    /// <summary>A planned fault begins, and a selector in it meant these nodes.</summary>
    /// <param name="Fault">The fault's name.</param>
    /// <param name="Selector">The selector: "primary(cart)".</param>
    /// <param name="Nodes">Whom it meant; empty: nobody.</param>
    public sealed record SelectorResolved(string Fault, string Selector, ImmutableArray<NodeId> Nodes) : WorldEvent;

    /// <summary>A planned fault was pointless when its time came, or its end was.</summary>
    /// <param name="Fault">The fault's name.</param>
    /// <param name="What">What would have been done, as a line of the scenario language.</param>
    /// <param name="Reason">Why not, a sentence.</param>
    public sealed record FaultPassedOver(string Fault, string What, string Reason) : WorldEvent;
}
