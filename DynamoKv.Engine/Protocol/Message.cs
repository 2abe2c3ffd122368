// What nodes say to each other.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

/// <summary>A message from one node to another. A closed set; loss, repetition and reordering are expected of every one.</summary>
public abstract record Message
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
    public sealed record ReplicaPut(OperationId Operation, Key Key, SiblingSet Versions) : OfOperation(Operation);

    /// <summary>The replica holds them durably.</summary>
    public sealed record ReplicaPutAcknowledged(OperationId Operation) : OfOperation(Operation);

    /// <summary>The replica can't write (its disk is full).</summary>
    public sealed record ReplicaPutRefused(OperationId Operation) : OfOperation(Operation);

    /// <summary>Asks a replica what it holds.</summary>
    public sealed record ReplicaGet(OperationId Operation, Key Key) : OfOperation(Operation);

    /// <summary>What the replica holds; empty when nothing.</summary>
    public sealed record ReplicaGetAnswered(OperationId Operation, SiblingSet Versions) : OfOperation(Operation);

    /// <summary>The replica can't tell what it holds: the stored row is damaged.</summary>
    public sealed record ReplicaGetRefused(OperationId Operation) : OfOperation(Operation);

    /// <summary>Read repair: the merged versions for a replica that held less (Dynamo 5). Acknowledged like a put.</summary>
    public sealed record ReadRepair(OperationId Operation, Key Key, SiblingSet Versions) : OfOperation(Operation);

    /// <summary>The repaired replica holds them durably.</summary>
    public sealed record ReadRepairAcknowledged(OperationId Operation) : OfOperation(Operation);

    /// <summary>Asks a suspected peer whether it is back.</summary>
    public sealed record Ping : Message;

    /// <summary>It is.</summary>
    public sealed record Pong : Message;
}
