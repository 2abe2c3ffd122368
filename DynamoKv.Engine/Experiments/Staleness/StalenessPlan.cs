// What is measured of a cluster's staleness.
using System.Collections.Immutable;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>
/// Trials through real nodes: each writes a key of its own, and reads it some times after the write was acknowledged.
/// </summary>
public sealed record StalenessPlan
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The cluster. Its workload and timeline are not touched; clients of trials come beside them.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>How many keys are written.</summary>
    public required int Trials { get; init; }

    /// <summary>How long after the acknowledgement of its write a key is read; one read each.</summary>
    public required ImmutableArray<TimeSpan> ReadAfter { get; init; }

    /// <summary>
    /// From the beginning of one trial to the beginning of the next; trials overlap, and share nothing but the nodes.
    /// </summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// True: each write and each read comes from a site drawn by chance, and enters at the node of that site (rack)
    /// that holds no copy of the key.
    /// </summary>
    public bool DrawsSites { get; init; }

    /// <summary>
    /// The same over as many sites as replicas, two nodes each: a key has one copy at each site, and the other node
    /// there coordinates. What the set
    /// adds between sites is added to each leg.
    /// </summary>
    /// <param name="quorum">N, R and W.</param>
    /// <param name="set">The latencies.</param>
    /// <param name="seed">Where chance comes from.</param>
    public static Scenario ManySites(Quorum quorum, LatencySet set, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(quorum);
        ArgumentNullException.ThrowIfNull(set);
        var nodes = Enumerable.Range(0, 2 * quorum.N)
            .Select(number => new RingMember(new NodeId($"node-{number + 1}"), 8, $"site-{(number / 2) + 1}")).ToArray();
        var far = Latency.Constant(TimeSpan.FromMilliseconds(set.Remote));
        var network = new NetworkOptions
        {
            Legs = set.ToLegs(),
            Links = [.. nodes.SelectMany(from => nodes.Where(to => to.Rack != from.Rack).Select(to => new LinkLatency(from.Id, to.Id, null, far)))],
        };
        return ModelCluster(quorum, network, seed) with { Members = [.. nodes] };
    }

    /// <summary>
    /// The cluster that the model speaks of: N replicas and one node more, so that each key has one node which holds no
    /// copy and coordinates;
    /// no repair, no hints, no anti-entropy, no gossip, and patience for the longest tail.
    /// </summary>
    /// <param name="quorum">N, R and W.</param>
    /// <param name="network">How long messages take.</param>
    /// <param name="seed">Where chance comes from.</param>
    public static Scenario ModelCluster(Quorum quorum, NetworkOptions network, ulong seed) => new()
    {
        Name = "one write, one read",
        Seed = seed,
        Members = [.. Enumerable.Range(1, quorum.N + 1).Select(number => new RingMember(new NodeId($"node-{number}"), 8))],
        Network = network,
        Node = new NodeOptions
        {
            Quorum = quorum,
            Coordinator = CoordinatorChoice.EntryNode,
            ReadRepair = ReadRepairMode.Off,
            RequestTimeout = Patience,
            MaxRequestTimeout = Patience,
            MaxPendingOperations = int.MaxValue / 2,
        },
    };
}
