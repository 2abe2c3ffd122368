// Linearizability by trying every order.
using DynamoKv.Engine.Checking.Histories;

namespace DynamoKv.Tests.Checking.Histories;

/// <summary>Linearizability of a few operations with text values by trying every order: slow and plain.</summary>
internal static class DumbLinearizability
{
    public static bool Holds(KeyRows key) => Holds([.. key.Rows.Where(row => row.IsWrite || row.IsOk)], null);

    private static bool Holds(List<HistoryRow> left, string? value)
    {
        if (left.TrueForAll(row => !row.IsOk))
            return true;

        foreach (var row in left.Where(row => !left.Exists(other => other.IsOk && other.Returned < row.Invoked)))
        {
            var fits = row.IsWrite || (row.Seen.IsEmpty ? null : row.Seen[0].Text) == value;
            if (fits && Holds([.. left.Where(other => other != row)], row.IsWrite ? row.Written!.Value.Text : value))
                return true;
        }

        return false;
    }
}
