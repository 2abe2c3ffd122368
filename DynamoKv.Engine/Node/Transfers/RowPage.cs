// A bounded look at a store.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>Rows found by one bounded look, in key order.</summary>
/// <param name="Next">The last key that was looked at; null: the store is empty behind the beginning.</param>
/// <param name="IsLast">There is no row behind it.</param>
internal sealed record RowPage(IReadOnlyList<TransferRow> Rows, Key? Next, bool IsLast)
{
    private const int LeastScan = 64; // a scan has its price: few of some size are cheaper than many of one row

    /// <summary>Looks at the rows after a key until it has found or looked at enough.</summary>
    /// <param name="isWanted">Which rows to take.</param>
    /// <param name="mostKeys">The most rows to take.</param>
    /// <param name="mostRows">About the most rows to look at.</param>
    public static RowPage Read(LocalReplica local, Key? after, Func<Key, bool> isWanted, int mostKeys, int mostRows)
    {
        var found = new List<TransferRow>();
        var size = Math.Min(mostRows, Math.Max(mostKeys, LeastScan));
        for (var looked = 0; looked < mostRows;)
        {
            var rows = local.Scan(after, size);
            foreach (var (key, versions) in rows)
            {
                after = key;
                looked++;
                if (!isWanted(key))
                    continue;

                found.Add(new TransferRow(key, versions));
                if (found.Count == mostKeys)
                    return new RowPage(found, after, IsLast: false);
            }

            if (rows.Count < size)
                return new RowPage(found, after, IsLast: true);
        }

        return new RowPage(found, after, IsLast: false);
    }
}
