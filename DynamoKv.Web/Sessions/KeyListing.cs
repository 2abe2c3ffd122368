// The keys of a cluster, a page at a time.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Sessions;

/// <summary>Some keys of a cluster, in the order of their UTF-8 bytes.</summary>
/// <param name="Rows">Keys with a live value, each with the merge of what the nodes that answered hold.</param>
/// <param name="IsLast">Whether nothing comes after them.</param>
/// <param name="Answered">How many nodes answered.</param>
/// <param name="Missing">Who did not: what only they hold is not among the rows.</param>
/// <param name="Needed">How many nodes there are.</param>
public sealed record ListedKeys(ImmutableArray<HeldRow> Rows, bool IsLast, int Answered, ImmutableArray<NodeId> Missing, int Needed)
{
    /// <summary>Whether nothing can be missing.</summary>
    public bool IsWhole => Missing.IsEmpty;
}

/// <summary>Lists the keys of a cluster.</summary>
public static class KeyListing
{
    /// <summary>
    /// Some keys. A key is live when the merge of what all answering nodes hold has a live value: one node's tombstone may be news to another.
    /// </summary>
    /// <param name="session">The cluster.</param>
    /// <param name="head">Its picture: who is up is asked.</param>
    /// <param name="prefix">Only keys that begin so.</param>
    /// <param name="after">Only keys after this one; null: from the first.</param>
    /// <param name="limit">The most keys, from 1.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public static async Task<ListedKeys> ReadAsync(
        IClusterSession session, ClusterSnapshot head, string prefix, Key? after, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(head);
        var up = head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up).Select(node => node.Id).ToList();
        var lost = new List<NodeId>();
        var live = ImmutableArray.CreateBuilder<HeldRow>();
        var rules = VersionRules.For(session.Options.VersionMode);
        var query = new RowQuery(after, prefix, limit + 1);
        await foreach (var row in RowWalk.MergedAsync(session.Rows, up, rules, session.Now, query, lost, cancellation))
        {
            if (row.Versions.HasLiveValue)
            {
                live.Add(row);
            }

            if (live.Count > limit)
            {
                break;
            }
        }

        var isLast = live.Count <= limit;
        live.Count = Math.Min(live.Count, limit);
        return new ListedKeys(live.ToImmutable(), isLast, up.Count - lost.Count, [.. head.Nodes.Keys.Except(up).Concat(lost).Order()], head.Nodes.Count);
    }
}
