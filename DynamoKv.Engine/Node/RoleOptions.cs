// How the roles of a node behave that work in the background.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node;

/// <summary>Sloppy quorum and hinted handoff (Dynamo 4.6).</summary>
public sealed record HandoffOptions
{
    /// <summary>Whether an operation may use fallbacks unless its request says otherwise.</summary>
    public bool IsSloppy { get; init; } = true;

    /// <summary>How long a coordinator waits for a replica of a write before it asks a fallback in its place.</summary>
    public TimeSpan FallbackAfter { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often the hints for peers that look reachable are tried again.</summary>
    public TimeSpan DeliverEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most hints that are under way to one target.</summary>
    public int Window { get; init; } = 32;

    /// <summary>The most hints that are kept for one target; one more drops the oldest.</summary>
    public int MaxHints { get; init; } = 100_000;

    /// <summary>The most bytes of keys and values that are kept for one target.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>The oldest that a hint gets; then it is dropped, and anti-entropy has to mend.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>Anti-entropy (Dynamo 4.7).</summary>
public sealed record AntiEntropyOptions
{
    /// <summary>How often a node compares itself with one of its peers, in turn.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most keys of one message.</summary>
    public int BatchKeys { get; init; } = 100;

    /// <summary>
    /// The most rows that are read in one step while a tree is built or rows are looked through for damage.
    /// </summary>
    public int BuildRows { get; init; } = 1_000;

    /// <summary>How long it rests between two such steps.</summary>
    public TimeSpan BuildEvery { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How often all rows are looked through for damage.</summary>
    public TimeSpan ScrubEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Leaves of the whole ring, 1 .. 2^20; a range has its share of them. A million keys then make 15 a leaf. A node
    /// that
    /// replicates the whole ring spends about 5 MB on 65,536 leaves, and 24 to 40 bytes more a key.
    /// </summary>
    public int Leaves { get; init; } = 65_536;

    /// <summary>How many questions a comparison asks before it rests.</summary>
    public int BatchesPerStep { get; init; } = 8;

    /// <summary>How long it rests then.</summary>
    public TimeSpan StepEvery { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an unanswered question is asked again before the comparison is given up.</summary>
    public int Retries { get; init; } = 2;
}

/// <summary>Gossip and failure detection (Dynamo 4.8).</summary>
public sealed record GossipOptions
{
    /// <summary>How often a node meets another one.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many it meets each time.</summary>
    public int Fanout { get; init; } = 1;

    /// <summary>
    /// Members that everybody knows from configuration, so that no two rings live side by side unseen.
    /// </summary>
    public ImmutableArray<NodeId> Seeds { get; init; } = [];

    /// <summary>Phi at which a peer counts as down; ignored with <see cref="DownAfter"/>.</summary>
    public double PhiThreshold { get; init; } = 8;

    /// <summary>
    /// A plain timeout in place of phi: the silence after which a peer counts as down; null: phi decides.
    /// </summary>
    public TimeSpan? DownAfter { get; init; }
}

/// <summary>Transfers of key ranges (Dynamo 4.9).</summary>
public sealed record TransferOptions
{
    /// <summary>The most keys of one message.</summary>
    public int BatchKeys { get; init; } = 100;

    /// <summary>The most keys a second that one node sends; null: no limit.</summary>
    public int? KeysPerSecond { get; init; }

    /// <summary>How long a silent partner is waited for before it is asked again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many times in a row a silent node is asked again: then a source that looks down is replaced by the other
    /// replicas, and strays wait for the next pass.
    /// </summary>
    public int PatienceRetries { get; init; } = 3;

    /// <summary>The most rows that are looked at in one step.</summary>
    public int ScanRows { get; init; } = 1_000;

    /// <summary>How long a batch is put off when the node is too busy for background work.</summary>
    public TimeSpan BusyWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a node without strays looks whether it has some.</summary>
    public TimeSpan StraysEvery { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Removing tombstones for good.</summary>
public sealed record ReapingOptions
{
    /// <summary>How old a tombstone (or an expired value) is at least when it is removed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a node looks for some.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause between the two questions to everybody; longer than any message travels.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most keys of one message.</summary>
    public int BatchKeys { get; init; } = 100;
}
