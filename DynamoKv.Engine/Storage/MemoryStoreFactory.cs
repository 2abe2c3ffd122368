// Disks in memory, for runs that need no files.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage;

/// <summary>
/// Keeps a disk a node in memory. A disk outlives its store, as a file would, and is gone with the factory.
/// </summary>
public sealed class MemoryStoreFactory : IStoreFactory
{
    private readonly Dictionary<NodeId, MemoryDisk> _disks = [];

    /// <inheritdoc />
    public IReplicaStore Open(NodeId node)
    {
        if (!_disks.TryGetValue(node, out var disk))
            _disks.Add(node, disk = new MemoryDisk());

        RefuseIfOpen(node, disk);
        return disk.OpenStore = new MemoryReplicaStore(node, disk);
    }

    /// <inheritdoc />
    public void Erase(NodeId node)
    {
        if (!_disks.TryGetValue(node, out var disk))
            return;

        RefuseIfOpen(node, disk);
        _disks.Remove(node);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var disk in _disks.Values)
            disk.OpenStore?.Dispose();
        _disks.Clear();
    }

    private static void RefuseIfOpen(NodeId node, MemoryDisk disk)
    {
        if (disk.OpenStore is not null)
            throw new StoreRefusedException($"The store of node '{node}' is already open: close it first.");
    }
}
