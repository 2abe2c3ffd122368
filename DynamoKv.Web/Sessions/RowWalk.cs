// Goes through all rows of nodes, page by page.
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Sessions;

/// <summary>Goes through the rows of nodes in key order, a page a node in memory.</summary>
public static class RowWalk
{
    private const int PageRows = 500;

    /// <summary>The rows of one node.</summary>
    /// <exception cref="NodeSilentException">When it stops answering on the way.</exception>
    public static async IAsyncEnumerable<HeldRow> OfAsync(
        IClusterRows rows, NodeId node, RowQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await rows.ReadAsync(node, query, cancellation)
                ?? throw new NodeSilentException($"{node} does not answer: what it holds nobody can tell now.");
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            if (page.IsLast || page.Rows.IsEmpty)
            {
                yield break;
            }

            query = query with { After = page.Rows[^1].Key };
        }
    }

    /// <summary>Every key that one of the nodes holds, with the merge of what all of them hold; what has outlived its time is a tombstone.</summary>
    /// <param name="now">What time it is in the cluster.</param>
    /// <param name="lost">Gets those that stopped answering on the way; null: one that does ends the walk.</param>
    /// <exception cref="NodeSilentException">When nobody wants to hear of the lost.</exception>
    public static async IAsyncEnumerable<HeldRow> MergedAsync(
        IClusterRows rows, IReadOnlyCollection<NodeId> nodes, VersionRules rules, Instant now, RowQuery query, ICollection<NodeId>? lost,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = nodes.Select(node => (Node: node, Rows: OfAsync(rows, node, query, cancellation).GetAsyncEnumerator(cancellation))).ToList();
        try
        {
            for (var index = open.Count - 1; index >= 0; index--)
            {
                await AdvanceAsync(open, index, lost);
            }

            while (open.Count > 0)
            {
                var key = open.Select(one => one.Rows.Current.Key).Min(Utf8KeyOrder.Instance);
                var versions = SiblingSet.Empty;
                for (var index = open.Count - 1; index >= 0; index--)
                {
                    if (open[index].Rows.Current.Key == key)
                    {
                        versions = rules.Merge(versions, open[index].Rows.Current.Versions);
                        await AdvanceAsync(open, index, lost);
                    }
                }

                yield return new HeldRow(key, versions.AsOf(now));
            }
        }
        finally
        {
            foreach (var (_, left) in open)
            {
                await left.DisposeAsync();
            }
        }
    }

    /// <summary>The rows of one node up to a bound: for what has to see all of them at once.</summary>
    public static async Task<IReadOnlyList<HeldRow>> FirstAsync(IClusterRows rows, NodeId node, int most, CancellationToken cancellation)
    {
        var found = new List<HeldRow>();
        await foreach (var row in OfAsync(rows, node, new RowQuery(null, "", Math.Min(most, PageRows)), cancellation))
        {
            found.Add(row);
            if (found.Count == most)
            {
                break;
            }
        }

        return found;
    }

    private static async Task AdvanceAsync(List<(NodeId Node, IAsyncEnumerator<HeldRow> Rows)> open, int index, ICollection<NodeId>? lost)
    {
        try
        {
            if (await open[index].Rows.MoveNextAsync())
            {
                return;
            }
        }
        catch (NodeSilentException) when (lost is not null)
        {
            lost.Add(open[index].Node);
        }

        await open[index].Rows.DisposeAsync();
        open.RemoveAt(index);
    }
}
