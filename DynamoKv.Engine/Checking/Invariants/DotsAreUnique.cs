// A dot names one write.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>A dot names one write, and the first to hold that write is the node that gave the name.</summary>
internal sealed class DotsAreUnique(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void After(LogEntry entry)
    {
        if (Ledger.Change is not { } change)
            return;

        if (change.LacksItsWrite)
            Violate($"{change.Node} stored a write of '{change.History.Key}', and gave it a name that was given before.", entry.Number);

        if (change.Stranger is { } stranger)
            Violate($"{change.Node} holds {stranger.Dot} of '{change.History.Key}', which its author never stored.", entry.Number);

        foreach (var sibling in change.After.Siblings)
        {
            if (change.History.Find(sibling.Dot) is { } known && !IsSame(known.Version, sibling))
                Violate($"The name {sibling.Dot} was given to two writes of '{change.History.Key}'.", known.StoredAt, entry.Number);
        }
    }

    // Not the clocks: plain ones are rewritten when a version has to stand beside a new one.
    private static bool IsSame(Sibling left, Sibling right) =>
        ReferenceEquals(left, right)
        || (left.IsTombstone == right.IsTombstone && left.WrittenAt == right.WrittenAt && left.Value.Span.SequenceEqual(right.Value.Span));
}
