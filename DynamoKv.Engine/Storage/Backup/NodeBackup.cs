// A node's rows as lines of text, and back.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage.Backup;

/// <summary>
/// Writes the rows of a node as lines of JSON, and merges such lines into a node's disk: a header, one line a row in key
/// order, and a last line with the count and a digest over all before it.
/// </summary>
/// <remarks>
/// Hints and notes stay out: hints are other nodes' data and their targets get them from the other replicas too, and a
/// membership or a transfer of the past must not be taken for the present one. Values that were deleted since, and whose
/// tombstones were removed for good, come back from a backup that is older than the grace period of the tombstones.
/// </remarks>
public static class NodeBackup
{
    private const int PageRows = 256;

    /// <summary>Writes what a store holds now. One page of rows is in memory at a time.</summary>
    /// <param name="store">The store; damaged rows are left out.</param>
    /// <param name="sink">Takes line by line, without line ends.</param>
    /// <returns>How many rows were written.</returns>
    public static long Write(IReplicaStore store, Action<string> sink)
    {
        var text = new BackupText(store.Node, store.Incarnation);
        sink(text.Header(store.Statistics.Keys));
        var rows = 0L;
        for (Key? last = null; store.Scan(last, PageRows) is { Count: > 0 } page; last = page[^1].Key)
        {
            foreach (var (key, versions) in page)
                sink(text.Row(key, versions));

            rows += page.Count;
        }

        sink(text.Footer());
        return rows;
    }

    /// <summary>Reads a backup to its end and changes nothing.</summary>
    /// <param name="lines">What <see cref="Write"/> wrote; read once, line by line.</param>
    /// <returns>How many rows it has.</returns>
    /// <exception cref="BackupRefusedException">When it is not whole.</exception>
    public static long Verify(IEnumerable<string> lines) => new BackupReader(node: null).Rows(lines).LongCount();

    /// <summary>
    /// Merges a backup into the disk of the node that it was made of, in one commit. The node must be stopped. Its next
    /// life gets an incarnation above every one that the backup knows of: writes that it made after the backup, and has
    /// forgotten by it, are never named twice (riak_kv issue 679).
    /// </summary>
    /// <param name="disks">Where the disk is; the node's store must not be open.</param>
    /// <param name="node">The node.</param>
    /// <param name="lines">What <see cref="Write"/> wrote; read once, line by line.</param>
    /// <param name="rules">The cluster's version rules.</param>
    /// <returns>How many rows the backup had.</returns>
    /// <exception cref="BackupRefusedException">When the backup is not whole or not of this node: the disk is as it was.</exception>
    /// <exception cref="StoreRefusedException">When the disk can't be opened, or is in use.</exception>
    /// <exception cref="StoreFullException">When the backup does not fit: the disk is as it was.</exception>
    public static long Restore(IStoreFactory disks, NodeId node, IEnumerable<string> lines, VersionRules rules)
    {
        using var store = disks.Open(node); // closed without a commit by whatever is thrown below: nothing is kept
        var reader = new BackupReader(node);
        var (rows, newest) = (0L, 0L);
        foreach (var (key, versions) in reader.Rows(lines))
        {
            store.Write(key, rules.Merge(store.Read(key).Versions, versions));
            newest = Math.Max(newest, NewestLife(versions, node));
            rows++;
        }

        store.BeginIncarnation(atLeast: Math.Max(newest, reader.Incarnation) + 1);
        store.Commit();
        return rows;
    }

    // The header alone would do, were it not for a node that was restored itself and has seen later lives of its own.
    private static long NewestLife(SiblingSet versions, NodeId node)
    {
        var newest = 0L;
        foreach (var entry in versions.Context.Entries)
        {
            if (entry.Actor.Node == node)
                newest = Math.Max(newest, entry.Actor.Incarnation);
        }

        return newest;
    }
}
