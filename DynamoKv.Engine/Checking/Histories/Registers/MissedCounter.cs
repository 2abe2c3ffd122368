// Counts how many acknowledged writes each stale read missed.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// Counts for each stale read the writes that began after what it showed had ended and were over before it began. The
/// writes
/// enter a Fenwick tree (Fenwick 1994) over their beginnings in the order of their ends, so a read costs a logarithm.
/// </summary>
internal static class MissedCounter
{
    /// <summary>The counts, in the order of the reads.</summary>
    public static int[] Count(WriteTimes times, IReadOnlyList<HistoryRow> reads)
    {
        var writes = times.Writes;
        var begins = new long[writes.Length];
        var byEnd = new int[writes.Length];
        for (var index = 0; index < writes.Length; index++)
            (begins[index], byEnd[index]) = (writes[index].Begin, index);

        long[] ends = [.. byEnd.Select(index => times.Writes[index].End)];
        Array.Sort(ends, byEnd);
        var counts = new int[reads.Count];
        var tree = new int[writes.Length + 1];
        var entered = 0;
        foreach (var place in Enumerable.Range(0, reads.Count).OrderBy(place => reads[place].Begin))
        {
            for (; entered < ends.Length && ends[entered] < reads[place].Begin; entered++)
                Add(tree, byEnd[entered]);

            var older = Array.BinarySearch(begins, times.FreshnessOf(reads[place]));
            counts[place] = entered - SumBelow(tree, PlaceAfter(begins, older, times.FreshnessOf(reads[place])));
        }

        return counts;
    }

    // How many writes began at the latest at an instant.
    private static int PlaceAfter(long[] begins, int found, long instant)
    {
        var place = found < 0 ? ~found : found;
        while (place < begins.Length && begins[place] <= instant)
            place++;

        return place;
    }

    private static void Add(int[] tree, int place)
    {
        for (var node = place + 1; node < tree.Length; node += node & -node)
            tree[node]++;
    }

    private static int SumBelow(int[] tree, int place)
    {
        var sum = 0;
        for (var node = place; node > 0; node -= node & -node)
            sum += tree[node];

        return sum;
    }
}
