// An operation in its coordinator's hands.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Engine.Node;

/// <summary>An operation that this node coordinates.</summary>
/// <param name="Request">What the client asked.</param>
/// <param name="Entry">Where the request entered and the answer goes: this node or the one that forwarded it.</param>
/// <param name="Replicas">The key's primaries in preference order; this node is one of them.</param>
/// <param name="Quorum">The cluster's quorum with what the request overrides.</param>
/// <param name="StartedAt">When this node took it up.</param>
internal sealed record CoordinatedOperation(
    ClientRequest Request, NodeId Entry, ImmutableArray<NodeId> Replicas, Quorum Quorum, Instant StartedAt)
{
    public OperationId Id => Request.Operation;

    public Key Key => Request.Key;

    public Tally NewTally(int needed, int primariesNeeded) => new(Replicas, needed, Replicas, primariesNeeded);
}
