// Where a simulated node's disk comes from.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage;

/// <summary>
/// Opens the disks of a cluster's nodes. A disk outlives the stores opened on it: closing without a commit loses what
/// was not committed.
/// </summary>
/// <remarks>Disposing the factory closes the stores that are still open, without a commit.</remarks>
public interface IStoreFactory : IDisposable
{
    /// <summary>Opens the disk of a node, made empty if it has none yet. One open store a node at a time.</summary>
    /// <exception cref="StoreRefusedException">When the disk is in use, another node's, damaged or too new.</exception>
    IReplicaStore Open(NodeId node);

    /// <summary>Loses the disk of a node for good; nothing happens when it has none.</summary>
    /// <exception cref="StoreRefusedException">When its store is still open.</exception>
    void Erase(NodeId node);
}
