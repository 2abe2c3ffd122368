// Comparing and merging vector clocks: one walk over two sorted arrays.
namespace DynamoKv.Engine.Versioning;

public sealed partial class VectorClock
{
    /// <summary>How this clock stands to another, by counters alone.</summary>
    public ClockRelation CompareTo(VectorClock other)
    {
        if (ReferenceEquals(this, other))
        {
            return ClockRelation.Equal;
        }

        bool leftKnowsMore = false, rightKnowsMore = false;
        int left = 0, right = 0;
        while ((left < Count || right < other.Count) && !(leftKnowsMore && rightKnowsMore))
        {
            var side = SideOf(_entries, left, other._entries, right);
            var difference = side != 0 ? -side : _entries[left].Counter.CompareTo(other._entries[right].Counter);
            leftKnowsMore |= difference > 0;
            rightKnowsMore |= difference < 0;
            left += side <= 0 ? 1 : 0;
            right += side >= 0 ? 1 : 0;
        }

        return (leftKnowsMore, rightKnowsMore) switch
        {
            (false, false) => ClockRelation.Equal,
            (true, false) => ClockRelation.After,
            (false, true) => ClockRelation.Before,
            _ => ClockRelation.Concurrent,
        };
    }

    /// <summary>Everything that either clock has seen; one of the two itself when it covers the other.</summary>
    public VectorClock Merge(VectorClock other)
    {
        if (ReferenceEquals(this, other) || other.IsEmpty)
        {
            return this;
        }

        var (count, leftAdds, rightAdds) = Survey(_entries, other._entries);
        return rightAdds ? (leftAdds ? Union(_entries, other._entries, count) : other) : this;
    }

    /// <summary>
    /// A total order of clocks as values, for canonical bytes: it says nothing about what was seen first.
    /// </summary>
    internal static int CompareCanonically(VectorClock left, VectorClock right)
    {
        var shared = Math.Min(left.Count, right.Count);
        for (var i = 0; i < shared; i++)
        {
            var byActor = left._entries[i].Actor.CompareTo(right._entries[i].Actor);
            var order = byActor != 0 ? byActor : ClockEntry.CompareKnowledge(left._entries[i], right._entries[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    // A first walk that only counts, so that a merge that brings nothing new allocates nothing.
    private static (int Count, bool LeftAdds, bool RightAdds) Survey(ClockEntry[] lefts, ClockEntry[] rights)
    {
        int left = 0, right = 0, count = 0;
        bool leftAdds = false, rightAdds = false;
        for (; left < lefts.Length || right < rights.Length; count++)
        {
            var side = SideOf(lefts, left, rights, right);
            var difference = side != 0 ? -side : ClockEntry.CompareKnowledge(lefts[left], rights[right]);
            leftAdds |= difference > 0;
            rightAdds |= difference < 0;
            left += side <= 0 ? 1 : 0;
            right += side >= 0 ? 1 : 0;
        }

        return (count, leftAdds, rightAdds);
    }

    private static VectorClock Union(ClockEntry[] lefts, ClockEntry[] rights, int count)
    {
        var union = new ClockEntry[count];
        int left = 0, right = 0;
        for (var i = 0; i < count; i++)
        {
            var side = SideOf(lefts, left, rights, right);
            var takeLeft = side < 0 || (side == 0 && ClockEntry.CompareKnowledge(lefts[left], rights[right]) >= 0);
            union[i] = takeLeft ? lefts[left] : rights[right];
            left += side <= 0 ? 1 : 0;
            right += side >= 0 ? 1 : 0;
        }

        return new VectorClock(union);
    }

    // Whose actor comes next: negative the left one's, positive the right one's, zero both have it.
    private static int SideOf(ClockEntry[] lefts, int left, ClockEntry[] rights, int right) =>
        left == lefts.Length ? 1
        : right == rights.Length ? -1
        : lefts[left].Actor.CompareTo(rights[right].Actor);
}
