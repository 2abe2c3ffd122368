// A write that waits for its replicas.
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>The state of one write: what is stored, and who has stored it.</summary>
internal sealed class PendingWrite(CoordinatedOperation operation, Tally tally, SiblingSet versions, Dot dot)
{
    public CoordinatedOperation Operation { get; } = operation;

    /// <summary>What the coordinator holds after the write, the new version among it: always sent whole.</summary>
    public SiblingSet Versions { get; } = versions;

    public Dot Dot { get; } = dot;

    public Tally Tally { get; } = tally;

    /// <summary>The client has its answer.</summary>
    public bool IsSettled { get; set; }

    /// <summary>
    /// A replica knows a newer membership: the write begins again with it as soon as it is known here.
    /// </summary>
    public bool AwaitsRing { get; set; }
}
