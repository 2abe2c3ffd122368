// What the nodes hold, and the writes that this makes known.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

internal sealed partial class CausalLedger
{
    private void Store(TraceEvent.VersionsStored stored, NodeId node, long line)
    {
        var history = Of(stored.Key);
        var holding = history.At(node);
        var isWrite = stored.Reason == StoreReason.Coordinated;
        Learn(history, stored.Operation, stored.Versions, holding.Row, (node, line, isWrite));
        (holding.Row, holding.IsDamaged) = (stored.Versions, false);
        var held = history.ClosureOf(stored.Versions);
        holding.EverInRow.UnionWith(held);
        holding.Ever.UnionWith(held);
    }

    private void Take(TraceEvent.OfHandoff handoff, NodeId node, long line)
    {
        switch (handoff)
        {
            case TraceEvent.HintKept kept: Keep(kept, node, line); break;
            case TraceEvent.HintDelivered delivered: Deliver(Of(delivered.Key), node, delivered.Target); break;
            case TraceEvent.HintRedirected redirected: Of(redirected.Key).At(node).Hints.Remove(redirected.Target); break;
            case TraceEvent.HintDropped dropped: Drop(Of(dropped.Key), node, dropped.Target); break;
            default: break;
        }
    }

    private void Keep(TraceEvent.HintKept kept, NodeId node, long line)
    {
        var history = Of(kept.Key);
        var holding = history.At(node);
        var before = holding.Hints.GetValueOrDefault(kept.Target, SiblingSet.Empty);
        Learn(history, kept.Operation, kept.Versions, before, (node, line, IsWrite: false));
        holding.Hints[kept.Target] = kept.Versions;
        holding.Ever.UnionWith(history.ClosureOf(kept.Versions));
    }

    private void Deliver(KeyHistory history, NodeId node, NodeId target)
    {
        if (history.At(node).Hints.Remove(target, out var versions))
            Delivered = (history, target, history.ClosureOf(versions));
    }

    private static void Drop(KeyHistory history, NodeId node, NodeId target)
    {
        if (!history.At(node).Hints.Remove(target, out var versions))
            return;

        var lost = history.ClosureOf(versions);
        foreach (var write in history.Writes)
            write.WasDropped |= lost.Contains(write.Index);
    }

    private void Remove(TraceEvent.RowRemoved removed, NodeId node)
    {
        var history = Of(removed.Key);
        var holding = history.At(node);
        if (removed.Reason == RemoveReason.Reaped)
        {
            history.Reaped.UnionWith(history.ClosureOf(holding.Row));
            foreach (var sibling in holding.Row.Siblings)
            {
                if (history.Find(sibling.Dot) is { } write)
                    write.IsReaped = true;
            }
        }

        if (removed.Reason == RemoveReason.HandedOver)
            HandedOver = (history, history.ClosureOf(holding.Row));

        (holding.Row, holding.IsDamaged) = (SiblingSet.Empty, false);
    }

    private void Learn(
        KeyHistory history, OperationId? operation, SiblingSet versions, SiblingSet before, (NodeId Node, long Line, bool IsWrite) at)
    {
        KnownWrite? newest = null;
        Sibling? stranger = null;
        foreach (var sibling in versions.Siblings)
        {
            if (history.Find(sibling.Dot) is not null)
                continue;

            var isOwn = sibling.Dot.Actor.Node == at.Node;
            stranger = isOwn ? stranger : sibling;
            newest = history.Add(sibling, operation, isOwn ? SeenBy(history, operation, sibling, at.Node) : Guess(history, sibling), at.Line);
        }

        if (newest is not null && operation is { } id)
        {
            TrackOf(id, at.Node).HasWritten = true;
            if (!_sinceCommit.TryGetValue(at.Node, out var recent))
                _sinceCommit.Add(at.Node, recent = []);

            recent.Add((history, newest));
        }

        var lacks = at.IsWrite && newest is null && !expectations.LosesConcurrentWrites;
        Change = new StoredChange(history, at.Node, before, versions, newest, lacks, stranger);
    }

    // What the author of a new write had seen: see the class.
    private WriteSet SeenBy(KeyHistory history, OperationId? operation, Sibling version, NodeId node)
    {
        if (operation is not { } id || !TryFindRequest(id, out var request))
            return Guess(history, version);

        return request switch
        {
            ClientRequest.Put { OnlyIfAbsent: true } or ClientRequest.Delete { Context: null } =>
                TrackOf(id, node) is { HasQuorum: true } track ? track.Seen.Copy() : Guess(history, version),
            ClientRequest.Put { Context: { } context } => history.Contexts.SeenWith(context)?.Copy() ?? Guess(history, version),
            ClientRequest.Delete { Context: { } context } => history.Contexts.SeenWith(context)?.Copy() ?? Guess(history, version),
            ClientRequest.Put => history.HeldBy(node),
            _ => Guess(history, version),
        };
    }

    private static WriteSet Guess(KeyHistory history, Sibling version)
    {
        var seen = new WriteSet();
        foreach (var write in history.Writes)
        {
            if (write.Dot != version.Dot && version.Past.Covers(write.Dot))
            {
                seen.Add(write.Index);
                seen.UnionWith(write.Past);
            }
        }

        return seen;
    }
}
