// Hints reach their target in the end.

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>When every fault is healed, every hint comes to be handed over.</summary>
internal sealed class HintsAreDrained(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void AtRest(FinalState state)
    {
        if (Problem(state) is { } problem)
            Violate(problem);
    }

    /// <summary>The first node that still keeps hints, in a sentence; null: none does.</summary>
    public static string? Problem(FinalState state)
    {
        foreach (var node in state.Nodes)
        {
            if (node.Hints is [var hint, ..])
                return $"{node.Node} still keeps {node.Hints.Count} hint(s), the first for {hint.Target} of '{hint.Key}'.";
        }

        return null;
    }
}
