// What lies between the nodes of a file.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios;

/// <summary>What lies between the nodes of a file; links may name racks.</summary>
public sealed record NetworkPart
{
    /// <summary>All but the links.</summary>
    public NetworkOptions Options { get; init; } = new();

    /// <summary>Links that are unlike the others.</summary>
    public ImmutableArray<LinkPart> Links { get; init; } = [];

    /// <summary>The network as the engine takes it: a link for each pair of nodes.</summary>
    public NetworkOptions ToOptions(ClusterPart cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Options with { Links = [.. Links.SelectMany(link => link.Between(cluster))] };
    }
}

/// <summary>Links that are unlike the others.</summary>
/// <param name="From">Where they begin: nodes and racks.</param>
/// <param name="To">Where they end: nodes and racks.</param>
/// <param name="Latency">How long a message travels; null: as long as elsewhere.</param>
/// <param name="Added">Comes on top; null: nothing does.</param>
public sealed record LinkPart(ImmutableArray<string> From, ImmutableArray<string> To, Latency? Latency, Latency? Added)
{
    internal IEnumerable<LinkLatency> Between(ClusterPart cluster) =>
        from sender in From.SelectMany(name => NodesOf(cluster, name))
        from receiver in To.SelectMany(name => NodesOf(cluster, name))
        where sender != receiver
        select new LinkLatency(sender, receiver, Latency, Added);

    private static ImmutableArray<NodeId> NodesOf(ClusterPart cluster, string name) =>
        cluster.NodesOf(name) is { Length: > 0 } rack ? rack : [new NodeId(name)];
}
