// What a change of the membership would do.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Membership;

/// <summary>What a change of the membership would do.</summary>
/// <param name="Joining">Who would join.</param>
/// <param name="Leaving">Who would leave.</param>
/// <param name="Shares">Each node's share of the ring, before and after, sorted by node.</param>
/// <param name="Moves">From whom to whom data would move.</param>
public sealed record MembershipPlan(
    ImmutableArray<NodeId> Joining, ImmutableArray<NodeId> Leaving, ImmutableArray<PlannedShare> Shares, ImmutableArray<PlannedMove> Moves);

/// <summary>A node's share (0..1) of the positions whose first replica it is.</summary>
public readonly record struct PlannedShare(NodeId Node, double Before, double After);

/// <summary>Data that would move.</summary>
/// <param name="From">Who hands it over.</param>
/// <param name="To">Who gets it.</param>
/// <param name="RingShare">Share (0..1) of the ring that it covers.</param>
public readonly record struct PlannedMove(NodeId From, NodeId To, double RingShare);
