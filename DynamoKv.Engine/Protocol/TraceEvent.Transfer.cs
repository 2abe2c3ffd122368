// What a node says about transfers of key ranges (Dynamo 4.9).
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about transfers of key ranges (Dynamo 4.9).</summary>
    public abstract record OfTransfer : TraceEvent;

    /// <summary>This node offers ranges to their new owner; said once a change.</summary>
    /// <param name="Keys">About how many.</param>
    /// <param name="Reason">"F joins", "C leaves".</param>
    public sealed record TransferOffered(NodeId Target, int Ranges, long Keys, string Reason) : OfTransfer;

    /// <summary>This node asks for the first rows of ranges that will be its own.</summary>
    public sealed record TransferStarted(NodeId Source, int Ranges, string Reason) : OfTransfer;

    /// <summary>This node asks for the next rows where it stood before it started again.</summary>
    /// <param name="KeysDone">How many keys came before.</param>
    public sealed record TransferResumed(NodeId Source, long KeysDone) : OfTransfer;

    /// <summary>A batch of rows came and is stored.</summary>
    /// <param name="KeysTotal">About how many keys there are in all.</param>
    public sealed record TransferBatchStored(NodeId Source, int Keys, long KeysDone, long KeysTotal) : OfTransfer;

    /// <summary>All that this node takes from a source is here.</summary>
    public sealed record TransferCompleted(NodeId Source, long KeysDone, string Reason) : OfTransfer;

    /// <summary>The source is silent and looks down: this node takes the ranges from their other holders, from all of them.</summary>
    public sealed record TransferSourceReplaced(NodeId Source, ImmutableArray<NodeId> Others) : OfTransfer;

    /// <summary>Rows that are not this node's any more: all their replicas hold them, so it has removed them.</summary>
    public sealed record StraysHandedOver(int Keys, long StraysLeft) : OfTransfer;

    /// <summary>This node was told to pause (or to go on with) its transfers.</summary>
    public sealed record TransfersSwitched(bool IsPaused) : OfTransfer;
}
