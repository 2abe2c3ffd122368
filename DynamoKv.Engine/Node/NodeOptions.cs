// How a node behaves.
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>When a read mends the replicas that answered with less than the merged versions.</summary>
public enum ReadRepairMode
{
    /// <summary>After the answer, when the stragglers had their time (the paper's way).</summary>
    Async,

    /// <summary>Before the answer: W replicas hold what the client is told. Removes new/old inversion.</summary>
    Sync,

    /// <summary>Never.</summary>
    Off,
}

/// <summary>How a node behaves; the same for all nodes of a cluster.</summary>
public sealed record NodeOptions
{
    /// <summary>Every technique of the paper that is on by default in a cluster that people run.</summary>
    public static NodeOptions Everything { get; } = new()
    {
        Handoff = new HandoffOptions(),
        AntiEntropy = new AntiEntropyOptions(),
        Gossip = new GossipOptions(),
        Reaping = new ReapingOptions(),
    };

    /// <summary>N, R and W unless a request says otherwise.</summary>
    public Quorum Quorum { get; init; } = Quorum.Default;

    /// <summary>How versions supersede each other.</summary>
    public VersionMode VersionMode { get; init; } = VersionMode.Dotted;

    /// <summary>
    /// For plain vector clocks: a clock that reaches so many pairs loses its oldest (Dynamo 4.4 says 10); at least 2.
    /// </summary>
    public int MaxClockPairs { get; init; } = VersionRules.PaperTruncation;

    /// <summary>The algebra of the version mode.</summary>
    public VersionRules VersionRules => VersionMode == VersionMode.VectorClock ? VersionRules.PlainClocks(MaxClockPairs) : VersionRules.For(VersionMode);

    /// <summary>When reads repair.</summary>
    public ReadRepairMode ReadRepair { get; init; } = ReadRepairMode.Async;

    /// <summary>How long a coordinator waits for a quorum.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait that a request may ask for.</summary>
    public TimeSpan MaxRequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long an entry node waits for the coordinator it chose before it gives up, above the request's own time.
    /// </summary>
    public TimeSpan ForwardGrace { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long after a read's answer its stragglers may still be counted for read repair.</summary>
    public TimeSpan StragglerWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a silent peer counts as unreachable before it is tried again.</summary>
    public TimeSpan SuspicionPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most siblings of a key; a write beyond is refused.</summary>
    public int MaxSiblings { get; init; } = 100;

    /// <summary>Sloppy quorum and hinted handoff (Dynamo 4.6); null: off, only primaries take part.</summary>
    public HandoffOptions? Handoff { get; init; }

    /// <summary>Anti-entropy (Dynamo 4.7); null: off.</summary>
    public AntiEntropyOptions? AntiEntropy { get; init; }

    /// <summary>
    /// Gossip, membership and failure detection (Dynamo 4.8); null: off, the members stay as they are.
    /// </summary>
    public GossipOptions? Gossip { get; init; }

    /// <summary>
    /// Transfers of key ranges (Dynamo 4.9); null: the defaults. They need gossip to know of a change.
    /// </summary>
    public TransferOptions Transfers { get; init; } = new();

    /// <summary>Removing tombstones for good; null: off, they are kept for ever.</summary>
    public ReapingOptions? Reaping { get; init; }

    /// <summary>
    /// Buffered writes with one durable replica (Dynamo 6.1); null: off, every replica writes before it acknowledges.
    /// </summary>
    public BufferedWriteOptions? BufferedWrites { get; init; }

    /// <summary>
    /// Admission control of background work (Dynamo 6.5); null: off, background work goes as fast as it can.
    /// </summary>
    public AdmissionOptions? Admission { get; init; }

    /// <summary>Who coordinates a request (Dynamo 5, 6.4).</summary>
    public CoordinatorChoice Coordinator { get; init; } = CoordinatorChoice.FirstReachable;

    /// <summary>
    /// The most operations for which clients wait at a node, and the most that it has forwarded; more are refused. As
    /// many again may wait
    /// for their last replicas after their answer; of those the oldest are let go.
    /// </summary>
    public int MaxPendingOperations { get; init; } = 10_000;
}

/// <summary>Who coordinates a request.</summary>
public enum CoordinatorChoice
{
    /// <summary>The first of the preference list that can be reached.</summary>
    FirstReachable,

    /// <summary>Any of the top N: the entry node itself if it is one, else one by chance (Dynamo 5).</summary>
    AnyReplica,

    /// <summary>
    /// For a write: the replica that answered the client's last read fastest, as its context says (Dynamo 5).
    /// </summary>
    FastestOfLastRead,

    /// <summary>
    /// The node where the request enters, whether it holds a copy or not, as the model of probabilistically bounded
    /// staleness has it (Bailis
    /// et al., VLDB 2012). One that holds no copy keeps none: its blind puts supersede nothing, and each of its
    /// writes takes a life of its own for
    /// its name. Meant for experiments: the invariants that the swarm is judged by would take such writes for a
    /// stranger's.
    /// </summary>
    EntryNode,
}
