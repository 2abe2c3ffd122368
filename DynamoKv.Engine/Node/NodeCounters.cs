// What a node has done so far, counted.
namespace DynamoKv.Engine.Node;

/// <summary>
/// What a node has done so far, for whoever watches it. The node adds up in its steps and never reads; a world may
/// hand the same
/// counters to the node's next life, and read them from any thread: each number is whole, if a moment old.
/// </summary>
public sealed class NodeCounters
{
    /// <summary>Reads that it coordinated and that missed their quorum or their time.</summary>
    public long ReadQuorumsMissed { get; internal set; }

    /// <summary>Writes and deletes that it coordinated and that missed their quorum or their time.</summary>
    public long WriteQuorumsMissed { get; internal set; }

    /// <summary>Copies that it mended after a read, its own among them (Dynamo 5.2).</summary>
    public long ReadRepairs { get; internal set; }

    /// <summary>Hints that it took; a further one for the same target and key counts again (Dynamo 4.6).</summary>
    public long HintsKept { get; internal set; }

    /// <summary>Hints that their targets have acknowledged.</summary>
    public long HintsDelivered { get; internal set; }

    /// <summary>Hints that were dropped: too many, too old, or reaped.</summary>
    public long HintsDropped { get; internal set; }

    /// <summary>Comparisons that it began and that came to their end (Dynamo 4.7).</summary>
    public long ExchangesEnded { get; internal set; }

    /// <summary>Comparisons that it began and that did not.</summary>
    public long ExchangesAbandoned { get; internal set; }

    /// <summary>Hashes that ended comparisons of its own have compared.</summary>
    public long HashesCompared { get; internal set; }

    /// <summary>Keys that ended comparisons of its own have changed, at either side.</summary>
    public long KeysExchanged { get; internal set; }

    /// <summary>Rounds of gossip (Dynamo 4.8).</summary>
    public long GossipRounds { get; internal set; }

    /// <summary>Rows that came to it in transfers (Dynamo 4.9).</summary>
    public long KeysTransferred { get; internal set; }

    /// <summary>Transfers to it that are complete.</summary>
    public long TransfersCompleted { get; internal set; }

    /// <summary>Damaged rows that it met.</summary>
    public long DamagedRows { get; internal set; }
}
