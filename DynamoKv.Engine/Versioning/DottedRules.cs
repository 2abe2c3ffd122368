// Dotted version vectors: exactly the concurrent writes are kept.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// Dotted version vectors (Preguica et al.): a version is superseded by another whose past covers its dot. A put drops
/// exactly the versions whose dots the client's context covers, wherever it is coordinated, so siblings never pile up.
/// </summary>
internal sealed class DottedRules : VersionRules
{
    public override VersionMode Mode => VersionMode.Dotted;

    public override SiblingSet Put(
        SiblingSet current, VectorClock? context, WriteContent content, bool isTombstone, Dot dot, Instant now)
    {
        var past = context is null ? current.Context : WithoutTimes(context);
        var version = Sibling.Of(dot, past, content, isTombstone, now);
        var kept = 0;
        foreach (var sibling in current.Span)
        {
            kept += past.Covers(sibling.Dot) ? 0 : 1;
        }

        return kept == 0 ? SiblingSet.Single(version) : Beside(current, version, kept);
    }

    public override SiblingSet Merge(SiblingSet left, SiblingSet right) => SiblingMerge.Merge(left, right, Supersedes);

    private static SiblingSet Beside(SiblingSet current, Sibling version, int kept)
    {
        var siblings = new Sibling[kept + 1];
        var count = 0;
        foreach (var sibling in current.Span)
        {
            if (!version.Past.Covers(sibling.Dot))
            {
                siblings[count++] = sibling;
            }
        }

        siblings[count] = version;
        Array.Sort(siblings, Sibling.Compare);
        return SiblingSet.FromSorted(siblings);
    }

    // Two versions that claim to have seen each other come only from forged contexts: both stay, so that no forgery
    // can empty a set.
    private static bool Supersedes(Sibling newer, Sibling older) =>
        newer.Past.Covers(older.Dot) && !older.Past.Covers(newer.Dot);

    // A context from the times of another mode must not make two sets differ that have seen the same.
    private static VectorClock WithoutTimes(VectorClock context) =>
        CanonicalWriter.HasTimes(context)
            ? VectorClock.Of(context.Entries.Select(entry => entry with { UpdatedAt = Instant.Zero }))
            : context;
}
