// What one row adds to a store's statistics.
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage;

/// <summary>What one row adds to the counts; the default is no row.</summary>
internal readonly record struct RowWeight(int Keys, int Tombstones, long Bytes)
{
    /// <summary>The weight of a row that holds these versions; none for the empty set, which is not stored.</summary>
    public static RowWeight Of(Key key, SiblingSet versions)
    {
        if (versions.IsEmpty)
            return default;

        long bytes = Encoding.UTF8.GetByteCount(key.Text);
        foreach (var sibling in versions.Siblings)
            bytes += sibling.Value.Length;
        return new RowWeight(1, versions.HasLiveValue ? 0 : 1, bytes);
    }
}

/// <summary>The counts of a store; kept row by row, so that asking for them never walks the rows.</summary>
internal readonly record struct StoreCounts(long Keys, long Tombstones, long Bytes)
{
    /// <summary>The counts after one row took the place of another.</summary>
    public StoreCounts Replace(RowWeight before, RowWeight after) => new(
        Keys + after.Keys - before.Keys,
        Tombstones + after.Tombstones - before.Tombstones,
        Bytes + after.Bytes - before.Bytes);
}
