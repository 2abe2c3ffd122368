// What a cluster holds of each key, over all nodes that are up.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>Walks the rows of several nodes side by side, in key order, and merges what they hold of each key. Keeps one row a node in hand.</summary>
internal static class MergedRows
{
    /// <summary>Every key that one of the nodes holds, with the merge of what all of them hold.</summary>
    public static IEnumerable<KeyValuePair<Key, SiblingSet>> Of(IEnumerable<NodeView> nodes, VersionRules rules)
    {
        var open = nodes.Select(node => node.Rows.AsEnumerable().GetEnumerator()).ToList();
        for (var index = open.Count - 1; index >= 0; index--)
        {
            Advance(open, index);
        }

        while (open.Count > 0)
        {
            var key = open.Min(rows => rows.Current.Key);
            var versions = SiblingSet.Empty;
            for (var index = open.Count - 1; index >= 0; index--)
            {
                if (open[index].Current.Key == key)
                {
                    versions = rules.Merge(versions, open[index].Current.Value);
                    Advance(open, index);
                }
            }

            yield return new KeyValuePair<Key, SiblingSet>(key, versions);
        }
    }

    private static void Advance(List<IEnumerator<KeyValuePair<Key, SiblingSet>>> open, int index)
    {
        if (!open[index].MoveNext())
        {
            open[index].Dispose();
            open.RemoveAt(index);
        }
    }
}
