// What a node's disk holds, for people.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>
/// What a node's disk holds, for people. Reads only; what waits in memory (Dynamo 6.1) is not on the disk, and a
/// damaged row
/// is not shown. To be used between two steps of its node.
/// </summary>
public readonly struct DiskReader
{
    private readonly IReplicaStore _store;

    internal DiskReader(IReplicaStore store) => _store = store;

    /// <summary>Counts of its rows.</summary>
    public StoreStatistics Statistics => _store.Statistics;

    /// <summary>Up to so many whole rows after a key, as <see cref="IReplicaStore.Scan"/>.</summary>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit) => _store.Scan(after, limit);

    /// <summary>What is stored under a key; empty when nothing, or when the row is damaged.</summary>
    public SiblingSet Read(Key key) => _store.Read(key).Versions;

    /// <summary>All hints of a key, sorted by target.</summary>
    public IReadOnlyList<Hint> HintsOf(Key key) => _store.HintsOf(key);

    /// <summary>For whom hints are kept, sorted.</summary>
    public IReadOnlyList<HintTarget> HintTargets => _store.HintTargets;

    /// <summary>Up to so many hints of a target, the oldest first.</summary>
    public IReadOnlyList<Hint> HintsFor(NodeId target, int limit) => _store.HintsFor(target, limit);
}
