// Operations on keys that hold sets.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>
/// Turns puts of whole sets into adds, and reads of whole sets into reads of elements. A put adds what no earlier put
/// of the key
/// had; one that adds nothing new only merges, and is left out.
/// </summary>
internal static class SetRows
{
    /// <summary>The rows with those of sets replaced.</summary>
    /// <param name="rows">The rows of the operations in order, then others.</param>
    public static IReadOnlyList<HistoryRow> Replace(
        List<HistoryRow> rows, List<LoggedOperation> operations, Func<ReadOnlyMemory<byte>, IReadOnlyList<string>?>? elementsOf)
    {
        if (elementsOf is null)
            return rows;

        var known = new Dictionary<Key, HashSet<string>>();
        List<HistoryRow> replaced = [];
        var number = rows.Count;
        for (var index = 0; index < rows.Count; index++)
        {
            if (index < operations.Count && operations[index].Request is ClientRequest.Put put && elementsOf(put.Content.Value) is { } elements)
                replaced.AddRange(Adds(rows[index], NewOnes(known, put.Key, elements), ref number));
            else if (index < operations.Count && operations[index].Response is ClientResponse.Read read)
                replaced.Add(rows[index] with { Seen = Shown(read, elementsOf) ?? rows[index].Seen });
            else
                replaced.Add(rows[index]);
        }

        return replaced;
    }

    private static string[] NewOnes(Dictionary<Key, HashSet<string>> known, Key key, IReadOnlyList<string> elements)
    {
        if (!known.TryGetValue(key, out var before))
            known.Add(key, before = new HashSet<string>(StringComparer.Ordinal));

        return [.. elements.Where(before.Add)];
    }

    private static List<HistoryRow> Adds(HistoryRow row, string[] elements, ref int number)
    {
        List<HistoryRow> adds = [];
        foreach (var element in elements)
        {
            adds.Add(row with
            {
                Number = adds.Count == 0 ? row.Number : ++number,
                Kind = HistoryKind.Add,
                Written = new HistoryValue(element),
                OtherDots = [],
            });
        }

        return adds;
    }

    // The elements of all siblings; null: some value is no set.
    private static ImmutableArray<HistoryValue>? Shown(ClientResponse.Read read, Func<ReadOnlyMemory<byte>, IReadOnlyList<string>?> elementsOf)
    {
        var shown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var sibling in read.Versions.Siblings.Where(sibling => !sibling.IsTombstone))
        {
            if (elementsOf(sibling.Value) is not { } elements)
                return null;

            shown.UnionWith(elements);
        }

        return [.. shown.Select(element => new HistoryValue(element))];
    }
}
