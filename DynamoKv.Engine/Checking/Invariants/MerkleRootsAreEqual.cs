// Trees agree in the end.
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// When replicas have come to hold the same, their Merkle trees over the same range have the same root (Dynamo 4.7).
/// </summary>
internal sealed class MerkleRootsAreEqual(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void AtRest(FinalState state)
    {
        if (state.IsConverging && Problem(state) is { } problem)
            Violate(problem);
    }

    /// <summary>The first two trees that differ, in a sentence; null: none do.</summary>
    public static string? Problem(FinalState state)
    {
        var roots = new Dictionary<RingRange, TreeRoot>();
        foreach (var tree in state.Trees)
        {
            if (!roots.TryAdd(tree.Range, tree) && roots[tree.Range].Root != tree.Root)
                return $"{roots[tree.Range].Node} and {tree.Node} have different Merkle roots over {tree.Range}: {roots[tree.Range].Root} and {tree.Root}.";
        }

        return null;
    }
}
