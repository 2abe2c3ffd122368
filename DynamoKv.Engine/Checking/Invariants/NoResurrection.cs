// What was deleted stays deleted.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// At rest no primary (and no hint) holds a live version that an acknowledged delete had seen, unless what supersedes
/// it
/// is still on its way to that node.
/// </summary>
internal sealed class NoResurrection(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    public override void AtRest(FinalState state)
    {
        foreach (var history in Expectations.LosesConcurrentWrites ? [] : Ledger.Keys)
        {
            var held = HeldOf(history, state);
            var superseded = new WriteSet();
            foreach (var (_, sibling) in held)
                superseded.UnionWith(history.Find(sibling.Dot)?.Past ?? new WriteSet());

            foreach (var (node, sibling) in held)
            {
                if (!sibling.IsTombstone && history.Find(sibling.Dot) is { } live && !superseded.Contains(live.Index))
                    Look(history, node, live);
            }
        }
    }

    private void Look(KeyHistory history, NodeId node, KnownWrite live)
    {
        foreach (var delete in history.Writes)
        {
            if (delete is { AcknowledgedAt: > 0, WasDropped: false } && delete.Version.IsTombstone && delete.Past.Contains(live.Index))
            {
                Violate(
                    $"{node} holds the {live} of '{history.Key}', which the acknowledged {delete} had deleted.",
                    live.StoredAt, delete.StoredAt, delete.AcknowledgedAt);
                return;
            }
        }
    }

    private static List<(NodeId Node, Sibling Version)> HeldOf(KeyHistory history, FinalState state)
    {
        var held = new List<(NodeId, Sibling)>();
        var primaries = state.PrimariesOf(history.Key);
        foreach (var node in state.Nodes)
        {
            foreach (var sibling in primaries.Contains(node.Node) ? node.RowOf(history.Key).Siblings : [])
                held.Add((node.Node, sibling));

            foreach (var hint in node.Hints)
            {
                foreach (var sibling in hint.Key == history.Key ? hint.Versions.Siblings : [])
                    held.Add((node.Node, sibling));
            }
        }

        return held;
    }
}
