// What a node says about hinted handoff (Dynamo 4.6).
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about hinted handoff (Dynamo 4.6).</summary>
    public abstract record OfHandoff : TraceEvent
    {
        /// <inheritdoc/>
        public override bool IsOnDisk => true;
    }

    /// <summary>A replica is silent or can't write: a fallback is asked in its place.</summary>
    public sealed record FallbackAsked(OperationId Operation, Key Key, NodeId Holder, NodeId Intended) : OfHandoff
    {
        /// <inheritdoc/>
        public override bool IsOnDisk => false;
    }

    /// <summary>This node keeps these versions for another one.</summary>
    /// <param name="Operation">The client operation that led to it; null: none.</param>
    /// <param name="Target">For whom.</param>
    public sealed record HintKept(OperationId? Operation, NodeId Target, Key Key, SiblingSet Versions) : OfHandoff;

    /// <summary>The target has acknowledged the hint: it is forgotten here.</summary>
    public sealed record HintDelivered(NodeId Target, Key Key) : OfHandoff;

    /// <summary>The hint is lost: anti-entropy has to bring the target up to date.</summary>
    public sealed record HintDropped(NodeId Target, Key Key, HintLoss Loss) : OfHandoff;

    /// <summary>The target has left for good: its hint goes to the key's replicas.</summary>
    public sealed record HintRedirected(NodeId Target, Key Key, ImmutableArray<NodeId> Owners) : OfHandoff;
}

/// <summary>Why a hint was dropped.</summary>
public enum HintLoss
{
    /// <summary>Too many hints or bytes are kept for its target.</summary>
    Overflow,

    /// <summary>It was kept for too long.</summary>
    Expired,

    /// <summary>It was a tombstone that everybody has agreed to forget.</summary>
    Reaped,
}
