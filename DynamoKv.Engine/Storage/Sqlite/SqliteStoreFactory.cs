// Disks as files: one SQLite database a node.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>Keeps each node's state in <c>{folder}/{node}/replica.db</c>.</summary>
/// <param name="folder">Where the nodes' folders are; made when it is missing.</param>
/// <param name="options">How the databases are kept; null is the default.</param>
public sealed class SqliteStoreFactory(string folder, SqliteStoreOptions? options = null) : IStoreFactory
{
    private readonly SqliteStoreOptions _options = options ?? SqliteStoreOptions.Default;
    private readonly Dictionary<NodeId, SqliteReplicaStore> _opened = [];

    /// <inheritdoc />
    /// <exception cref="StoreFailedException">When the disk can't be read or written.</exception>
    /// <exception cref="StoreFullException">When the disk has no room for a new database.</exception>
    public IReplicaStore Open(NodeId node) =>
        _opened[node] = SqliteStoreOpening.Open(new StoreFiles(folder, node), _options);

    /// <inheritdoc />
    public void Erase(NodeId node)
    {
        var files = new StoreFiles(folder, node);
        if (!Directory.Exists(files.Folder))
            return;

        StoreLock.Take(files).Dispose();
        Directory.Delete(files.Folder, recursive: true);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var store in _opened.Values)
            store.Dispose();
        _opened.Clear();
    }
}
