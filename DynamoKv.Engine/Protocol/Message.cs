// What nodes say to each other.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

/// <summary>A message from one node to another. A closed set; loss, repetition and reordering are expected of every one.</summary>
public abstract partial record Message
{
    /// <summary>The client operation on whose behalf it travels; null: none.</summary>
    public virtual OperationId? About => null;

    /// <summary>A message on behalf of a client operation.</summary>
    public abstract record OfOperation(OperationId Operation) : Message
    {
        /// <inheritdoc/>
        public override OperationId? About => Operation;
    }

    /// <summary>Asks a replica of the key to coordinate a request. Forwarded once at most (Dynamo 5).</summary>
    /// <param name="EnteredAt">When the request entered the cluster: a copy that comes after its time is over is not carried out.</param>
    public sealed record ForwardedRequest(OperationId Operation, ClientRequest Request, Instant EnteredAt) : OfOperation(Operation);

    /// <summary>The coordinator's answer on its way back to where the request entered.</summary>
    public sealed record ForwardedResponse(OperationId Operation, ClientResponse Response) : OfOperation(Operation);

    /// <summary>Asks a replica to merge these versions into what it holds (Dynamo 4.5).</summary>
    /// <param name="RingEpoch">The membership by which the sender chose the replica; a replica that knows a newer one refuses.</param>
    /// <param name="IntendedFor">The primary in whose place the receiver keeps the copy, as a hint (Dynamo 4.6); null: it is a primary.</param>
    /// <param name="IsDurable">False: with buffered writes on, the replica may acknowledge from memory (Dynamo 6.1).</param>
    public sealed record ReplicaPut(
        OperationId Operation, Key Key, SiblingSet Versions, long RingEpoch, NodeId? IntendedFor = null, bool IsDurable = true)
        : OfOperation(Operation);

    /// <summary>The replica holds them durably, or in memory when that was enough.</summary>
    public sealed record ReplicaPutAcknowledged(OperationId Operation) : OfOperation(Operation);

    /// <summary>The replica did not write.</summary>
    public sealed record ReplicaPutRefused(OperationId Operation, RefusalReason Reason) : OfOperation(Operation);

    /// <summary>Asks a replica what it holds, hints included.</summary>
    /// <param name="RingEpoch">As in <see cref="ReplicaPut"/>.</param>
    public sealed record ReplicaGet(OperationId Operation, Key Key, long RingEpoch) : OfOperation(Operation);

    /// <summary>What the replica holds; empty when nothing.</summary>
    public sealed record ReplicaGetAnswered(OperationId Operation, SiblingSet Versions) : OfOperation(Operation);

    /// <summary>The replica can't tell what it holds.</summary>
    public sealed record ReplicaGetRefused(OperationId Operation, RefusalReason Reason) : OfOperation(Operation);

    /// <summary>Read repair: the merged versions for a replica that held less (Dynamo 5). Acknowledged like a put.</summary>
    /// <param name="IntendedFor">As in <see cref="ReplicaPut"/>: only a synchronous repair asks fallbacks too.</param>
    public sealed record ReadRepair(OperationId Operation, Key Key, SiblingSet Versions, NodeId? IntendedFor = null) : OfOperation(Operation);

    /// <summary>The repaired replica holds them durably.</summary>
    public sealed record ReadRepairAcknowledged(OperationId Operation) : OfOperation(Operation);

    /// <summary>Asks a suspected peer whether it is back.</summary>
    public sealed record Ping : Message;

    /// <summary>It is.</summary>
    public sealed record Pong : Message;
}

/// <summary>Why a replica did not do what a coordinator asked.</summary>
public enum RefusalReason
{
    /// <summary>Its disk is full.</summary>
    DiskFull,

    /// <summary>The stored row is damaged.</summary>
    RowDamaged,

    /// <summary>The coordinator chose it by a membership that is older than the one it knows.</summary>
    StaleRing,
}
