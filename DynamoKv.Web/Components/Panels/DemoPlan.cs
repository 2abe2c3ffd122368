// Whom the first question is about.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Web.Components.Panels;

/// <summary>Whom the first question is about: a replica of a key that was just saved.</summary>
/// <param name="Key">The key.</param>
/// <param name="Replicas">Its replicas, in order of preference.</param>
/// <param name="Victim">The replica that may die.</param>
/// <param name="IsDead">It did.</param>
/// <param name="Quorum">The cluster's N, R and W.</param>
public sealed record DemoPlan(Key Key, ImmutableArray<NodeId> Replicas, NodeId Victim, bool IsDead, Quorum Quorum)
{
    /// <summary>Keeps to the question that was asked; asks the first one when a put has been saved.</summary>
    /// <param name="before">The question so far; null: none yet.</param>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="quorum">The cluster's N, R and W.</param>
    public static DemoPlan? Next(DemoPlan? before, ClusterSnapshot snapshot, Quorum quorum)
    {
        var plan = before ?? First(snapshot, quorum);
        return plan is null ? null : plan with { IsDead = IsDown(snapshot, plan.Victim) };
    }

    private static DemoPlan? First(ClusterSnapshot snapshot, Quorum quorum)
    {
        var saved = snapshot.Operations.FirstOrDefault(operation =>
            operation is { Kind: OperationKind.Put, State: OperationState.Succeeded, Replicas.Length: > 1 });
        if (saved is null)
        {
            return null;
        }

        // Not the coordinator: that its client still gets through is the point.
        var victim = saved.Replicas.Last(replica => replica != saved.Coordinator);
        return new DemoPlan(saved.Key, saved.Replicas, victim, false, quorum);
    }

    private static bool IsDown(ClusterSnapshot snapshot, NodeId node) =>
        snapshot.Nodes.TryGetValue(node, out var view) && view.Condition == NodeCondition.Down;
}
