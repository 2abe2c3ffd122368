// The paper's plain vector clocks, with their sibling explosion and their truncation.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// Plain vector clocks as in Dynamo 4.4, one entry a coordinator: a version is dropped when another one's clock is
/// strictly after its own. Here <see cref="Sibling.Past"/> is the whole clock, the version's own pair included.
/// </summary>
/// <remarks>
/// One clock cannot say "this write, but not the ones just before it". A coordinator that gave a write with a stale
/// context only its own next number would let it dominate versions that the client never saw. This one is honest: the
/// new version and those it must keep all get the merged clock and stand side by side. The price is the known sibling
/// explosion: contexts read before no longer cover them.
/// </remarks>
/// <param name="truncateAt">A written clock that reaches so many pairs loses its oldest; at least 2.</param>
internal sealed class PlainClockRules(int truncateAt) : VersionRules
{
    private readonly int _truncateAt = truncateAt >= 2
        ? truncateAt
        : throw new ArgumentOutOfRangeException(
            nameof(truncateAt), truncateAt, "A clock needs room for its own pair: use 2 or more.");

    public override VersionMode Mode => VersionMode.VectorClock;

    public override SiblingSet Put(
        SiblingSet current, VectorClock? context, WriteContent content, bool isTombstone, Dot dot, Instant now)
    {
        var seen = context ?? current.Context;
        var clock = seen;
        var kept = 0;
        foreach (var sibling in current.Span)
        {
            if (!seen.Covers(sibling.Past))
            {
                clock = clock.Merge(sibling.Past);
                kept++;
            }
        }

        clock = Truncate(clock.Including(dot, now), dot.Actor);
        var version = Sibling.Of(dot, clock, content, isTombstone, now);
        return kept == 0 ? SiblingSet.Single(version) : Beside(current, seen, version);
    }

    // Equal clocks stay beside each other: they are different writes that the coordinator found to be concurrent.
    public override SiblingSet Merge(SiblingSet left, SiblingSet right) =>
        SiblingMerge.Merge(
            left, right, static (newer, older) => older.Past.CompareTo(newer.Past) == ClockRelation.Before);

    private static SiblingSet Beside(SiblingSet current, VectorClock seen, Sibling version)
    {
        List<Sibling> siblings = [version];
        foreach (var sibling in current.Span)
        {
            if (!seen.Covers(sibling.Past))
            {
                siblings.Add(sibling.WithPast(version.Past));
            }
        }

        return SiblingSet.Of(siblings);
    }

    // Only here, never in Merge: a read repair that pruned would make replicas differ that had just agreed. The
    // writer's own pair is spared even if its clock lags, since a version must at least carry its own write.
    private VectorClock Truncate(VectorClock clock, VersionActor writer)
    {
        while (clock.Count >= _truncateAt)
        {
            clock = WithoutOldest(clock, writer);
        }

        return clock;
    }

    private static VectorClock WithoutOldest(VectorClock clock, VersionActor spared)
    {
        var oldest = -1;
        for (var i = 0; i < clock.Count; i++)
        {
            var isCandidate = clock.Entries[i].Actor != spared;
            // Strictly older only: of equally old pairs the first in the order of actors goes.
            if (isCandidate && (oldest < 0 || clock.Entries[i].UpdatedAt < clock.Entries[oldest].UpdatedAt))
            {
                oldest = i;
            }
        }

        return VectorClock.FromSorted([.. clock.Entries.RemoveAt(oldest)]);
    }
}
