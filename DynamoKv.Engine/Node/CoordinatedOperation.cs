// An operation in its coordinator's hands.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Engine.Node;

/// <summary>An operation that this node coordinates.</summary>
/// <param name="Request">What the client asked.</param>
/// <param name="Entry">Where the request entered and the answer goes: this node or the one that forwarded it.</param>
/// <param name="Replicas">Whom it asks.</param>
/// <param name="Quorum">The cluster's quorum with what the request overrides.</param>
/// <param name="IsSloppy">Whether fallbacks may take part.</param>
/// <param name="StartedAt">When this node took it up.</param>
internal sealed record CoordinatedOperation(
    ClientRequest Request, NodeId Entry, AskedReplicas Replicas, Quorum Quorum, bool IsSloppy, Instant StartedAt)
{
    public OperationId Id => Request.Operation;

    public Key Key => Request.Key;

    public Tally NewTally(int needed, int primariesNeeded) => new(Replicas, needed, primariesNeeded);

    /// <summary>The count of a read: with a basic quorum it ends with more failures than half of N.</summary>
    public Tally NewReadTally() => new(Replicas, Quorum.R, Quorum.PrimariesRead)
    {
        FailuresThatEnd = Request.Options.IsBasicQuorum ? (Quorum.N / 2) + 1 : null,
    };
}
