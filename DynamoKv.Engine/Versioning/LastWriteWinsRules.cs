// Last write wins: simple, and it loses writes.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// One survivor a key: the greatest time, then the greatest node id, incarnation and counter. Contexts are ignored and
/// no past is kept. Shipped to show what it loses: concurrent writes, and with a lagging clock even later ones.
/// </summary>
internal sealed class LastWriteWinsRules : VersionRules
{
    public override VersionMode Mode => VersionMode.LastWriteWins;

    public override SiblingSet Put(
        SiblingSet current, VectorClock? context, WriteContent content, bool isTombstone, Dot dot, Instant now)
    {
        var version = Sibling.Of(dot, VectorClock.Empty, content, isTombstone, now);
        return Merge(current, SiblingSet.Single(version));
    }

    public override SiblingSet Merge(SiblingSet left, SiblingSet right)
    {
        var survivor = Newest(Newest(null, left), right);
        return survivor is null ? SiblingSet.Empty
            : IsOnly(left, survivor) ? left
            : IsOnly(right, survivor) ? right
            : SiblingSet.Single(survivor);
    }

    private static bool IsOnly(SiblingSet set, Sibling survivor) =>
        set.Count == 1 && ReferenceEquals(set.Span[0], survivor);

    private static Sibling? Newest(Sibling? newest, SiblingSet set)
    {
        foreach (var sibling in set.Span)
        {
            newest = newest is null || Compare(sibling, newest) > 0 ? sibling : newest;
        }

        return newest;
    }

    // The order of dots is by node, incarnation, counter; the canonical order goes on where a dot was given twice.
    private static int Compare(Sibling left, Sibling right)
    {
        var byTime = left.WrittenAt.CompareTo(right.WrittenAt);
        return byTime != 0 ? byTime : Sibling.Compare(left, right);
    }
}
