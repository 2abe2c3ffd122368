// The merge that the rules with clocks share: union, then drop what is superseded.
namespace DynamoKv.Engine.Versioning;

/// <summary>Merges two sets of which neither holds a version that another of its own supersedes.</summary>
internal static class SiblingMerge
{
    /// <summary>True when the first version supersedes the second; false for equal ones.</summary>
    public delegate bool Supersession(Sibling newer, Sibling older);

    private enum Fate : byte
    {
        Kept,
        Dropped,
        Shared,
    }

    private const int OnStack = 128;

    public static SiblingSet Merge(SiblingSet left, SiblingSet right, Supersession supersedes)
    {
        if (ReferenceEquals(left, right) || right.IsEmpty)
        {
            return left;
        }

        var total = left.Count + right.Count;
        Span<Fate> fates = total <= OnStack ? stackalloc Fate[OnStack] : new Fate[total];
        var leftFates = fates[..left.Count];
        var rightFates = fates[left.Count..total];
        Judge(left.Span, right.Span, leftFates, supersedes);
        Judge(right.Span, left.Span, rightFates, supersedes);
        return !rightFates.Contains(Fate.Kept) && !leftFates.Contains(Fate.Dropped) ? left
            : !leftFates.Contains(Fate.Kept) && !rightFates.Contains(Fate.Dropped) ? right
            : Union(left.Span, leftFates, right.Span, rightFates);
    }

    private static void Judge(
        ReadOnlySpan<Sibling> own, ReadOnlySpan<Sibling> others, Span<Fate> fates, Supersession supersedes)
    {
        for (var i = 0; i < own.Length; i++)
        {
            fates[i] = Fate.Kept;
            for (var j = 0; j < others.Length && fates[i] == Fate.Kept; j++)
            {
                fates[i] = supersedes(others[j], own[i]) ? Fate.Dropped
                    : others[j].Equals(own[i]) ? Fate.Shared
                    : Fate.Kept;
            }
        }
    }

    private static SiblingSet Union(
        ReadOnlySpan<Sibling> left, ReadOnlySpan<Fate> leftFates,
        ReadOnlySpan<Sibling> right, ReadOnlySpan<Fate> rightFates)
    {
        var siblings = new Sibling[left.Length + right.Length];
        var count = 0;
        for (var i = 0; i < left.Length; i++)
        {
            siblings[count] = left[i];
            count += leftFates[i] == Fate.Dropped ? 0 : 1;
        }

        for (var i = 0; i < right.Length; i++)
        {
            siblings[count] = right[i];
            count += rightFates[i] == Fate.Kept ? 1 : 0;
        }

        Array.Resize(ref siblings, count);
        Array.Sort(siblings, Sibling.Compare);
        return SiblingSet.FromSorted(siblings);
    }
}
