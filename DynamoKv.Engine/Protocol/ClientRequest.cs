// What a client asks of any node.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

/// <summary>The three operations of a client.</summary>
public enum OperationKind
{
    /// <summary>Reads a key.</summary>
    Get,

    /// <summary>Writes a key.</summary>
    Put,

    /// <summary>Deletes a key, by writing a tombstone.</summary>
    Delete,
}

/// <summary>What a request overrides of the cluster's quorum; null leaves the cluster's value.</summary>
/// <param name="Read">R: replies that make a read.</param>
/// <param name="Write">W: acknowledgements that make a write.</param>
/// <param name="PrimariesRead">How many of the R must be primaries.</param>
/// <param name="PrimariesWrite">How many of the W must be primaries.</param>
/// <param name="Timeout">How long the coordinator waits.</param>
/// <param name="IsSloppy">Whether fallbacks may take part (Dynamo 4.6); false: primaries only.</param>
/// <param name="NotFoundCounts">Whether a replica that holds nothing of the key counts towards R (Riak's notfound_ok).</param>
/// <param name="IsBasicQuorum">Whether a read is over as soon as more than half of N can't count, instead of when R can't be reached any more (Riak's basic_quorum).</param>
public sealed record RequestOptions(
    int? Read = null, int? Write = null, int? PrimariesRead = null, int? PrimariesWrite = null, TimeSpan? Timeout = null, bool? IsSloppy = null,
    bool NotFoundCounts = true, bool IsBasicQuorum = false)
{
    /// <summary>Overrides nothing.</summary>
    public static RequestOptions None { get; } = new();
}

/// <summary>A request of a client. A closed set.</summary>
public abstract record ClientRequest(OperationId Operation, Key Key, RequestOptions Options)
{
    /// <summary>Which operation this is.</summary>
    public abstract OperationKind Kind { get; }

    /// <summary>get(key): all causally unrelated versions and the context that covers them (Dynamo 4.1).</summary>
    public sealed record Get(OperationId Operation, Key Key, RequestOptions Options) : ClientRequest(Operation, Key, Options)
    {
        /// <inheritdoc/>
        public override OperationKind Kind => OperationKind.Get;
    }

    /// <summary>put(key, context, value): supersedes what the context covers; without one, what the coordinator holds (Dynamo 4.1).</summary>
    /// <param name="Content">The new value.</param>
    /// <param name="Context">What the client has seen; null makes the put blind.</param>
    /// <param name="OnlyIfAbsent">Write only where a read quorum knows nothing live.</param>
    public sealed record Put(
        OperationId Operation, Key Key, RequestOptions Options, WriteContent Content, CausalContext? Context, bool OnlyIfAbsent)
        : ClientRequest(Operation, Key, Options)
    {
        /// <inheritdoc/>
        public override OperationKind Kind => OperationKind.Put;
    }

    /// <summary>Writes a tombstone over what the context covers; without one it first reads and deletes exactly what it saw.</summary>
    public sealed record Delete(OperationId Operation, Key Key, RequestOptions Options, CausalContext? Context)
        : ClientRequest(Operation, Key, Options)
    {
        /// <inheritdoc/>
        public override OperationKind Kind => OperationKind.Delete;
    }
}
