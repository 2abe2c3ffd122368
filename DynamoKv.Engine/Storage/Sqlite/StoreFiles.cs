// Where the files of one node's store are.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// The paths of one node's store. A node id holds letters, digits and '-' only, so it is safe as a folder's name.
/// </summary>
internal sealed class StoreFiles(string root, NodeId node)
{
    /// <summary>The node whose store this is.</summary>
    public NodeId Node { get; } = node;

    /// <summary>The node's own folder.</summary>
    public string Folder { get; } = Path.GetFullPath(Path.Combine(root, node.Value));

    /// <summary>The database.</summary>
    public string Database => Path.Combine(Folder, "replica.db");

    /// <summary>
    /// The write-ahead log beside the database; there while the database is open or after an unclean stop.
    /// </summary>
    public string WriteAheadLog => Database + "-wal";

    /// <summary>A database in the making; it takes the real name once it is whole.</summary>
    public string Unfinished => Path.Combine(Folder, "replica.new");

    /// <summary>All files that an unfinished database may have left behind.</summary>
    public IEnumerable<string> UnfinishedParts => [Unfinished, Unfinished + "-wal", Unfinished + "-shm"];

    /// <summary>Held by the process that has the store open.</summary>
    public string Lock => Path.Combine(Folder, "replica.lock");
}
