// Replicas agree in the end.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// When every fault is healed and something brings replicas together, all N primaries of each key come to hold the
/// same.
/// </summary>
internal sealed class ReplicasAreEqual(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void AtRest(FinalState state)
    {
        if (state.IsConverging && Problem(Ledger, state) is { } problem)
            Violate(problem);
    }

    /// <summary>The first key whose primaries differ, in a sentence; null: none.</summary>
    public static string? Problem(CausalLedger ledger, FinalState state)
    {
        foreach (var history in ledger.Keys)
        {
            NodeState? first = null;
            foreach (var primary in state.PrimariesOf(history.Key))
            {
                if (Find(state, primary) is not { } node)
                    return $"{primary}, a primary of '{history.Key}', is down.";

                first ??= node;
                if (!node.RowOf(history.Key).Equals(first.RowOf(history.Key)))
                    return $"{first.Node} and {primary} hold different versions of '{history.Key}': {first.RowOf(history.Key)} and {node.RowOf(history.Key)}.";
            }
        }

        return null;
    }

    private static NodeState? Find(FinalState state, NodeId wanted)
    {
        foreach (var node in state.Nodes)
        {
            if (node.Node == wanted)
                return node;
        }

        return null;
    }
}
