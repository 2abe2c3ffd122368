// What a window of the log holds, without any geometry.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Components.Flow;

/// <summary>What a window of the log holds: a pure projection of its entries and of the snapshot before them.</summary>
/// <param name="Start">When the window begins.</param>
/// <param name="End">The moment on show.</param>
/// <param name="FirstEvent">The first entry of the window.</param>
/// <param name="LastEvent">The entry on show.</param>
/// <param name="Nodes">All nodes, by name.</param>
public sealed record FlowFacts(Instant Start, Instant End, long FirstEvent, long LastEvent, ImmutableArray<NodeId> Nodes)
{
    /// <summary>Messages, in the order of their numbers.</summary>
    public ImmutableArray<FlowMessage> Messages { get; init; } = [];

    /// <summary>What happened at nodes, in the order of the log.</summary>
    public ImmutableArray<FlowMark> Marks { get; init; } = [];

    /// <summary>Whiles on the nodes' lanes.</summary>
    public ImmutableArray<FlowSpan> Spans { get; init; } = [];

    /// <summary>Faults in force.</summary>
    public ImmutableArray<FlowBand> Bands { get; init; } = [];

    /// <summary>Clients' operations.</summary>
    public ImmutableArray<FlowBar> Bars { get; init; } = [];

    /// <summary>How many messages of the background are left out.</summary>
    public int Folded { get; init; }

    /// <summary>The order of cause and effect among the entries.</summary>
    public FlowOrder Order { get; init; } = FlowOrder.Of([]);
}
