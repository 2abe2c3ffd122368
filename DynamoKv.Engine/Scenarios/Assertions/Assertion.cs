// What has to hold of a run.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Sessions;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Scenarios.Assertions;

/// <summary>What is expected of a verdict.</summary>
public enum Expected
{
    /// <summary>That the promise is kept.</summary>
    Pass,

    /// <summary>That it is broken: the scenario shows how.</summary>
    Fail,

    /// <summary>Nothing: it is only told.</summary>
    Any,
}

/// <summary>What has to hold of a run. A closed set; what each means stands in the reference of the language.</summary>
public abstract record Assertion
{
    /// <summary>Its name in the file.</summary>
    public string Id { get; init; } = "";

    /// <summary>What is expected.</summary>
    public Expected Expect { get; init; }

    /// <summary>No acknowledged write is lost.</summary>
    public sealed record NoLostWrites : Assertion;

    /// <summary>What was deleted stays deleted.</summary>
    public sealed record NoResurrection : Assertion;

    /// <summary>Siblings are concurrent.</summary>
    public sealed record NoFalseSiblings : Assertion;

    /// <summary>Every acknowledged add to a set is there in the end.</summary>
    /// <param name="MaxLost">The greatest share that may be lost.</param>
    public sealed record SetComplete(double MaxLost = 0) : Assertion;

    /// <summary>All replicas of all keys become equal, and no hints are left.</summary>
    /// <param name="Within">How long after the last fault.</param>
    public sealed record Converged(TimeSpan Within) : Assertion;

    /// <summary>No more than a share of the reads is stale.</summary>
    public sealed record StaleReads(double Max = 0, TimeWindow Window = default, Key? Key = null) : Assertion;

    /// <summary>Reads that begin at least so long after the last acknowledged write see it.</summary>
    /// <param name="At">How long after.</param>
    /// <param name="Min">In which share at least.</param>
    /// <param name="Confidence">How sure the verdict has to be, else it is unknown.</param>
    public sealed record FreshProbability(TimeSpan At = default, double Min = 0.95, double Confidence = 0.95) : Assertion;

    /// <summary>
    /// As many reads are fresh as the model of probabilistically bounded staleness predicts from the legs of the
    /// network.
    /// </summary>
    /// <param name="Tolerance">The greatest difference of the two shares.</param>
    public sealed record PbsMatches(double Tolerance = 0.02) : Assertion;

    /// <summary>Enough of what clients ask is done.</summary>
    public sealed record Available(double Min = 1, HistoryKind? Operation = null, TimeWindow Window = default) : Assertion;

    /// <summary>Clients don't wait for too long.</summary>
    /// <param name="Percentile">Of those that are done, in percent.</param>
    /// <param name="Max">How long these wait at most.</param>
    public sealed record Latency(TimeSpan Max, double Percentile = 99, HistoryKind? Operation = null, TimeWindow Window = default) : Assertion;

    /// <summary>Each client's own order of things is kept.</summary>
    public sealed record Session(SessionGuarantee Guarantee) : Assertion;

    /// <summary>A key behaves like a single copy.</summary>
    /// <param name="Key">Which; null: every key.</param>
    /// <param name="Steps">How many steps the search may take, a key.</param>
    public sealed record Linearizable(Key? Key = null, long Steps = 2_000_000) : Assertion;

    /// <summary>A read sees the last write before it, or one at the same time.</summary>
    public sealed record Regular(Key? Key = null) : Assertion;

    /// <summary>No read shows more siblings.</summary>
    public sealed record Siblings(int Max) : Assertion;

    /// <summary>At this time nobody keeps a hint.</summary>
    public sealed record HintsDrained(TimeSpan By) : Assertion;

    /// <summary>In the end the Merkle roots of all replicas of a range are equal.</summary>
    public sealed record MerkleEqual : Assertion;

    /// <summary>Every acknowledged write survives the loss of any W - 1 disks.</summary>
    public sealed record Durable : Assertion;

    /// <summary>A node comes to hold, or not to hold, a key.</summary>
    public sealed record Eventually(NodeState State, TimeSpan Within) : Assertion;
}

/// <summary>What a node may come to: "D.has('cart')".</summary>
/// <param name="Node">Who.</param>
/// <param name="Has">Whether it has the key, or lacks it.</param>
/// <param name="Key">Which.</param>
public sealed record NodeState(NodeId Node, bool Has, Key Key)
{
    /// <summary>"D.has('cart')".</summary>
    public override string ToString() => $"{Node}.{(Has ? "has" : "lacks")}('{Key}')";
}
