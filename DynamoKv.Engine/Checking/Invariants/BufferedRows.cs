// What a node that died had in memory only is gone; what is left must be something that it held before.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// Rows that waited in memory are gone with their node (Dynamo 6.1): its disk holds what it held at some earlier
/// time.
/// </summary>
internal static class BufferedRows
{
    /// <summary>Takes the disk of a node that has died for what it holds.</summary>
    public static void Adopt(CausalLedger ledger, NodeState disk, long line, RunVerdict verdict)
    {
        foreach (var history in ledger.Keys)
        {
            var said = history.At(disk.Node);
            var found = disk.RowOf(history.Key);
            if (!said.EverInRow.Covers(history.ClosureOf(found)))
                verdict.Add(new Violation(nameof(BufferedRows), $"The disk of {disk.Node} holds {found} of '{history.Key}', which it has never said to hold.", [line]));
            else if (!said.IsDamaged)
                Forget(history, said, found);
        }
    }

    // The acknowledgement of a write may have come from memory alone: that is the price (Dynamo 6.1).
    private static void Forget(KeyHistory history, NodeHolding said, SiblingSet found)
    {
        said.Row = found;
        var left = history.HeldByAnybody();
        foreach (var write in history.Writes)
            write.WasDropped |= said.EverInRow.Contains(write.Index) && !left.Contains(write.Index);
    }
}
