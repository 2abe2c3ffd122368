// What a node says about membership and failure detection (Dynamo 4.8).
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Something about membership and failure detection (Dynamo 4.8).</summary>
    public abstract record OfMembership : TraceEvent;

    /// <summary>This node has learned that a member has come a step further, or that there is a new one.</summary>
    public sealed record MemberChanged(NodeId Member, MemberPhase Phase, int Generation) : OfMembership;

    /// <summary>Where keys live has changed for this node.</summary>
    /// <param name="Epoch">Of the membership.</param>
    /// <param name="Members">Of the current ring.</param>
    /// <param name="Next">Of the ring after the change that is under way; empty: none is.</param>
    public sealed record PlacementChanged(long Epoch, ImmutableArray<NodeId> Members, ImmutableArray<NodeId> Next) : OfMembership;

    /// <summary>What this node thinks of a peer has changed.</summary>
    /// <param name="Phi">How suspicious its silence is.</param>
    /// <param name="Silence">How long nothing fresh was heard of it.</param>
    public sealed record PeerStatusChanged(NodeId Peer, PeerStatus Status, double Phi, TimeSpan Silence) : OfMembership;

    /// <summary>A join or a leave was added to the plan of this node.</summary>
    public sealed record ChangeStaged(NodeId Member, bool IsJoin) : OfMembership;

    /// <summary>The plan of this node was emptied: carried out, or cleared.</summary>
    public sealed record PlanEmptied(bool IsCommitted, ImmutableArray<NodeId> Joining, ImmutableArray<NodeId> Leaving) : OfMembership;

    /// <summary>This node has seen that everybody is ready: the change has ended.</summary>
    public sealed record ChangeCompleted(long Epoch) : OfMembership;
}
