// A replica: tells who hands strays over what it holds of them, and takes what it lacks.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>A replica's part in handing strays over. It answers only whoever knows the same membership.</summary>
internal sealed class StrayReceiver(NodeScope scope, LocalReplica local)
{
    public void On(Message.StrayCheck check, NodeId sender)
    {
        if (!IsAgreed(check.Epoch))
            return;

        var held = check.Keys.Where(key => local.Read(key.Key)?.Digest == key.Digest).ToImmutableArray();
        var wanted = check.Keys.Except(held).Select(key => key.Key);
        scope.Outbox.Send(sender, new Message.StrayChecked(check.Epoch, held, [.. wanted]));
    }

    public void On(Message.StrayRows rows, NodeId sender)
    {
        if (!IsAgreed(rows.Epoch))
            return;

        var merged = rows.Rows
            .Where(Takes)
            .Select(row => new StrayKey(row.Key, row.Versions.Digest));
        scope.Outbox.Send(sender, new Message.StrayRowsMerged(rows.Epoch, [.. merged]));
    }

    // What is old enough may have been deleted since, and its tombstone removed for good: it must not come back. It is
    // taken only where it is known already; else its holder keeps it.
    private bool Takes(TransferRow row)
    {
        if (!CanBeReaped(row.Versions))
            return local.Merge(null, row.Key, row.Versions, StoreReason.Transferred); // false: the disk is full

        var held = local.Read(row.Key) ?? SiblingSet.Empty;
        return local.Rules.Merge(held, row.Versions).Equals(held);
    }

    private bool CanBeReaped(SiblingSet versions) =>
        scope.Options.Reaping is { } reaping
        && versions.Siblings.Any(sibling => !sibling.IsTombstone && scope.Now - sibling.WrittenAt >= reaping.Grace);

    private bool IsAgreed(long epoch) => scope.Placement is { Next: null } placement && placement.Epoch == epoch;
}
