// A node's own account of itself.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node.Background;
using DynamoKv.Engine.Node.Exchanges;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Node.Handoff;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node;

/// <summary>What a node knows of itself at one moment.</summary>
/// <param name="Self">The node.</param>
/// <param name="Incarnation">Its present life; 0 before it started.</param>
/// <param name="PendingOperations">Operations that it coordinates or forwarded and that are not over.</param>
/// <param name="Suspects">Peers that look down from here, sorted.</param>
/// <param name="Store">What its disk holds.</param>
public sealed record NodeSnapshot(
    NodeId Self, long Incarnation, int PendingOperations, ImmutableArray<NodeId> Suspects, StoreStatistics Store)
{
    /// <summary>Where keys live, as it knows it; null: it knows no cluster yet.</summary>
    public required Placement? Placement { get; init; }

    /// <summary>Whether it owns keys, or will when the change that is under way has ended.</summary>
    public bool IsMember => Placement?.HasMember(Self) == true;

    /// <summary>When its present life began.</summary>
    public Instant LifeBegan { get; init; }

    /// <summary>What it keeps for others.</summary>
    public required HandoffSnapshot Handoff { get; init; }

    /// <summary>Who is a member, as it knows it.</summary>
    public required MembershipSnapshot Membership { get; init; }

    /// <summary>The key ranges that come and go (Dynamo 4.9).</summary>
    public TransferSnapshot Transfers { get; init; } = TransferSnapshot.None;

    /// <summary>What its anti-entropy does; null: it is off.</summary>
    public AntiEntropySnapshot? AntiEntropy { get; init; }

    /// <summary>Rows that it has acknowledged and not written yet; a crash loses them (Dynamo 6.1).</summary>
    public int BufferedRows { get; init; }

    /// <summary>How the admission of background work stands; null: all of it is admitted.</summary>
    public AdmissionSnapshot? Admission { get; init; }
}
