// The section "cluster" of the scenario language.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The section "cluster": who the nodes are and how they behave.</summary>
internal static class ClusterWords
{
    private static readonly Words<ClusterPart> Of = new(new ClusterPart());
    private static readonly Words<RingPart> Ring = new(new RingPart(new ClusterPart().Tokens, new RingOptions()));
    private static readonly Words<QuorumPart> Quorums = new(new QuorumPart(Quorum.Default, IsSloppy: true));
    private static readonly Words<DiskOptions> Disks = new(new DiskOptions());

    public static MapShape<ClusterPart> Cluster { get; } = new(
        "cluster", "The nodes and how they behave.", Of.Empty,
        Of.Of("nodes", "Who they are.", Names.Nodes, part => part.Nodes, (part, nodes) => part with { Nodes = nodes }),
        Of.Of("racks", "What fails together.", new NamedShape<System.Collections.Immutable.ImmutableArray<Primitives.NodeId>>("a rack's name", Names.NodeList),
            part => part.Racks, (part, racks) => part with { Racks = racks }),
        Of.Of("ring", "How the ring is cut.", RingMap(), part => new RingPart(part.Tokens, part.Ring), (part, ring) => part with { Tokens = ring.Tokens, Ring = ring.Options }),
        Of.Of("weights", "Virtual nodes of single nodes.", new NamedShape<int>("a node", Scalars.Whole(1, RingMember.MaxTokens)),
            part => part.Weights, (part, weights) => part with { Weights = weights }),
        Of.Of("quorum", "N, R and W.", QuorumMap(), part => new QuorumPart(part.Node.Quorum, part.Node.Handoff?.IsSloppy ?? true), WithQuorum),
        Node("versions", "How versions supersede each other.", VersionsMap(), node => new VersionsPart(node.VersionMode, node.MaxClockPairs),
            (node, versions) => node with { VersionMode = versions.Mode, MaxClockPairs = versions.MaxPairs }),
        Node("read_repair", "When a read mends replicas that lag behind: after its answer, before it, or never.",
            Scalars.Choice(("async", ReadRepairMode.Async), ("sync", ReadRepairMode.Sync), ("off", ReadRepairMode.Off)), node => node.ReadRepair,
            (node, mode) => node with { ReadRepair = mode }),
        Node("hints", "Sloppy quorum and hinted handoff (Dynamo 4.6).", new SwitchShape<HandoffOptions>(RoleWords.Hints), node => node.Handoff,
            (node, hints) => node with { Handoff = hints is null ? null : hints with { IsSloppy = node.Handoff?.IsSloppy ?? true } }),
        Node("anti_entropy", "Merkle trees (Dynamo 4.7).", new SwitchShape<AntiEntropyOptions>(RoleWords.AntiEntropy), node => node.AntiEntropy,
            (node, trees) => node with { AntiEntropy = trees }),
        Node("gossip", "Membership and failure detection by gossip (Dynamo 4.8).", new SwitchShape<GossipOptions>(RoleWords.Gossip), node => node.Gossip,
            (node, gossip) => node with { Gossip = gossip }),
        Node("failure_detector", "What takes a peer for down.", RoleWords.Detector, node => node.Gossip ?? RoleWords.Gossip.Empty,
            (node, detector) => node with { Gossip = node.Gossip is { } gossip ? gossip with { PhiThreshold = detector.PhiThreshold, DownAfter = detector.DownAfter } : null }),
        Node("transfers", "Key ranges that move (Dynamo 4.9).", RoleWords.Transfers, node => node.Transfers, (node, transfers) => node with { Transfers = transfers }),
        Node("reaping", "Removing tombstones for good.", new SwitchShape<ReapingOptions>(RoleWords.Reaping), node => node.Reaping, (node, reaping) => node with { Reaping = reaping }),
        Node("buffered_writes", "Buffered writes with one durable replica (Dynamo 6.1).", new SwitchShape<BufferedWriteOptions>(RoleWords.Buffered), node => node.BufferedWrites,
            (node, buffered) => node with { BufferedWrites = buffered }),
        Node("admission", "Admission control of background work (Dynamo 6.5).", new SwitchShape<AdmissionOptions>(RoleWords.Admission), node => node.Admission,
            (node, admission) => node with { Admission = admission }),
        Node("coordinator", "Who coordinates a request (Dynamo 5, 6.4).", CoordinatorChoiceShape(), node => node.Coordinator, (node, choice) => node with { Coordinator = choice }),
        Node("timeout", "How long a coordinator waits for a quorum.", Scalars.Duration, node => node.RequestTimeout, (node, timeout) => node with { RequestTimeout = timeout }),
        Node("suspicion", "How long a silent peer counts as unreachable before it is tried again.", Scalars.Duration, node => node.SuspicionPeriod,
            (node, period) => node with { SuspicionPeriod = period }),
        Node("max_siblings", "The most siblings of a key.", Scalars.Whole(1, 100_000), node => node.MaxSiblings, (node, most) => node with { MaxSiblings = most }),
        Of.Of("storage", "Where nodes keep their rows. What happens is the same.", Scalars.Choice(("memory", StorageKind.Memory), ("sqlite", StorageKind.Sqlite)),
            part => part.Storage, (part, storage) => part with { Storage = storage }),
        Of.Of("disk", "What lies below the nodes.", DiskMap(), part => part.Disk, (part, disk) => part with { Disk = disk }))
    {
        IsBlock = true,
        Check = Problem,
    };

    private static Word<ClusterPart> Node<T>(string name, string summary, Shape<T> shape, Func<NodeOptions, T> get, Func<NodeOptions, T, NodeOptions> set) =>
        Of.Of(name, summary, shape, part => get(part.Node), (part, value) => part with { Node = set(part.Node, value) });

    private static MapShape<RingPart> RingMap() => new(
        "cluster.ring", "How the ring is cut and the pieces are placed (Dynamo 6.2).", Ring.Empty,
        Ring.Of("tokens", "Virtual nodes of each node; strategy 3 ignores them.", Scalars.Whole(1, RingMember.MaxTokens), part => part.Tokens, (part, tokens) => part with { Tokens = tokens }),
        Ring.Of("strategy", "1: random tokens. 2: random tokens, equal partitions. 3: equal partitions, equal tokens.",
            Scalars.Choice(
                ("1", PartitionStrategy.RandomTokens), ("2", PartitionStrategy.RandomTokensEqualPartitions), ("3", PartitionStrategy.EqualPartitionsEqualTokens)),
            part => part.Options.Strategy, (part, strategy) => part with { Options = part.Options with { Strategy = strategy } }),
        Ring.Of("partitions", "Q, for strategies 2 and 3.", Scalars.Whole(1, RingOptions.MaxPartitions), part => part.Options.Partitions,
            (part, partitions) => part with { Options = part.Options with { Partitions = partitions } }));

    private static MapShape<QuorumPart> QuorumMap() => new(
        "cluster.quorum", "Replicas a key, and how many of them an answer takes (Dynamo 4.5).", Quorums.Empty,
        Quorums.Of("n", "Replicas a key.", Scalars.Whole(1, Quorum.MaxReplicas), part => part.Quorum.N, (part, n) => part with { Quorum = part.Quorum with { N = n } }),
        Quorums.Of("r", "Answers that make a read.", Scalars.Whole(1, Quorum.MaxReplicas), part => part.Quorum.R, (part, r) => part with { Quorum = part.Quorum with { R = r } }),
        Quorums.Of("w", "Acknowledgements that make a write.", Scalars.Whole(1, Quorum.MaxReplicas), part => part.Quorum.W, (part, w) => part with { Quorum = part.Quorum with { W = w } }),
        Quorums.Of("pr", "How many of the R must be primaries.", Scalars.Whole(0, Quorum.MaxReplicas), part => part.Quorum.PrimariesRead,
            (part, pr) => part with { Quorum = part.Quorum with { PrimariesRead = pr } }),
        Quorums.Of("pw", "How many of the W must be primaries.", Scalars.Whole(0, Quorum.MaxReplicas), part => part.Quorum.PrimariesWrite,
            (part, pw) => part with { Quorum = part.Quorum with { PrimariesWrite = pw } }),
        Quorums.Of("sloppy", "Whether fallbacks take the place of primaries that can't be reached.", Scalars.Flag, part => part.IsSloppy,
            (part, sloppy) => part with { IsSloppy = sloppy }))
    {
        Check = part => part.Quorum.Problem(),
    };

    private static MapShape<VersionsPart> VersionsMap()
    {
        var words = new Words<VersionsPart>(new VersionsPart(VersionMode.Dotted, VersionRules.PaperTruncation));
        return new MapShape<VersionsPart>(
            "cluster.versions", "How versions supersede each other (Dynamo 4.4).", words.Empty,
            words.Of("mode", "dotted keeps exactly the concurrent writes; vector_clock is the paper's; last_write_wins loses concurrent writes.",
                Scalars.Choice(("dotted", VersionMode.Dotted), ("vector_clock", VersionMode.VectorClock), ("last_write_wins", VersionMode.LastWriteWins)),
                part => part.Mode, (part, mode) => part with { Mode = mode }),
            words.Of("max_entries", "Of a vector_clock: at so many pairs it loses the oldest.", Scalars.Whole(2, 256), part => part.MaxPairs, (part, most) => part with { MaxPairs = most }))
        {
            Check = part => part.MaxPairs != VersionRules.PaperTruncation && part.Mode != VersionMode.VectorClock ? "max_entries goes with mode: vector_clock." : null,
        };
    }

    private static MapShape<DiskOptions> DiskMap() => new(
        "cluster.disk", "What lies below the nodes when nothing is broken.", Disks.Empty,
        Disks.Of("latency", "How long it takes until what was written is durable.", LatencyWords.Latency, disk => disk.CommitLatency, (disk, latency) => disk with { CommitLatency = latency }),
        Disks.Of("max_batch", "The most inputs that one commit covers.", Scalars.Whole(1, 100_000), disk => disk.MaxBatch, (disk, most) => disk with { MaxBatch = most }));

    private static Shape<CoordinatorChoice> CoordinatorChoiceShape() => Scalars.Choice(
        ("first_reachable", CoordinatorChoice.FirstReachable), ("any_replica", CoordinatorChoice.AnyReplica),
        ("fastest_of_last_read", CoordinatorChoice.FastestOfLastRead), ("entry_node", CoordinatorChoice.EntryNode));

    private static ClusterPart WithQuorum(ClusterPart part, QuorumPart quorum) => part with
    {
        Node = part.Node with { Quorum = quorum.Quorum, Handoff = part.Node.Handoff is { } hints ? hints with { IsSloppy = quorum.IsSloppy } : null },
    };

    private static string? Problem(ClusterPart part)
    {
        var strangers = part.Racks.SelectMany(rack => rack.Value).Concat(part.Weights.Where(weight => Primitives.NodeId.IsValid(weight.Name))
            .Select(weight => new Primitives.NodeId(weight.Name))).Except(part.Nodes).ToArray();
        var twice = part.Racks.SelectMany(rack => rack.Value).GroupBy(node => node).FirstOrDefault(group => group.Count() > 1);
        return strangers.Length > 0 ? $"{strangers[0]} is no node of this cluster."
            : twice is not null ? $"{twice.Key} stands in two racks."
            : part.Racks.FirstOrDefault(rack => part.Nodes.Any(node => node.Value == rack.Name)).Name is { } name ? $"'{name}' names a rack and a node: give the rack another name."
            : part.Node.Quorum.N > part.Nodes.Length ? $"n is {part.Node.Quorum.N}, and there are {part.Nodes.Length} nodes: a key has at most one replica a node."
            : null;
    }

    private sealed record RingPart(int Tokens, RingOptions Options);

    private sealed record QuorumPart(Quorum Quorum, bool IsSloppy);

    private sealed record VersionsPart(VersionMode Mode, int MaxPairs);
}
