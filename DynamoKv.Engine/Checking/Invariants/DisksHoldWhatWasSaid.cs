// The log and the disks tell the same.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// What a node has said to be on its disk is there, after a crash too: nothing is said before it is durable.
/// </summary>
internal static class DisksHoldWhatWasSaid
{
    /// <summary>Compares one disk with what the log says of it.</summary>
    public static void Compare(CausalLedger ledger, NodeState disk, long line, RunVerdict verdict)
    {
        foreach (var history in ledger.Keys)
        {
            var said = history.At(disk.Node);
            var found = disk.RowOf(history.Key);
            if (!said.IsDamaged && !found.Equals(said.Row))
                Add($"{disk.Node} has said to hold {said.Row} of '{history.Key}', and its disk holds {found}.");

            foreach (var (target, versions) in said.Hints)
            {
                var hint = disk.Hints.FirstOrDefault(one => one.Target == target && one.Key == history.Key)?.Versions ?? SiblingSet.Empty;
                if (!hint.Equals(versions))
                    Add($"{disk.Node} has said to keep {versions} of '{history.Key}' for {target}, and its disk holds {hint}.");
            }
        }

        void Add(string sentence) => verdict.Add(new Violation(nameof(DisksHoldWhatWasSaid), sentence, [line]));
    }
}
