// Stores on a disk to which something may be done on purpose.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Hosting.Chaos;

/// <summary>Opens stores on a disk to which something may be done on purpose.</summary>
internal sealed class ChaosStores(IStoreFactory inner, ChaosDisk disk) : IStoreFactory
{
    public IReplicaStore Open(NodeId node) => new ChaosStore(inner.Open(node), disk);

    public void Erase(NodeId node) => inner.Erase(node);

    public void Dispose() => inner.Dispose();
}

/// <summary>Passes everything on; a commit first asks what is done to the disk.</summary>
internal sealed class ChaosStore(IReplicaStore inner, ChaosDisk disk) : IReplicaStore
{
    public NodeId Node => inner.Node;

    public long Incarnation => inner.Incarnation;

    public IReadOnlyList<Key> DamagedKeys => inner.DamagedKeys;

    public StoreStatistics Statistics => inner.Statistics;

    public IReadOnlyList<HintTarget> HintTargets => inner.HintTargets;

    public long BeginIncarnation(long atLeast) => inner.BeginIncarnation(atLeast);

    public StoredRow Read(Key key) => inner.Read(key);

    public void Write(Key key, SiblingSet versions) => inner.Write(key, versions);

    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit) => inner.Scan(after, limit);

    public Hint? ReadHint(NodeId target, Key key) => inner.ReadHint(target, key);

    public IReadOnlyList<Hint> HintsOf(Key key) => inner.HintsOf(key);

    public IReadOnlyList<Hint> HintsFor(NodeId target, int limit) => inner.HintsFor(target, limit);

    public void WriteHint(Hint hint) => inner.WriteHint(hint);

    public void RemoveHint(NodeId target, Key key) => inner.RemoveHint(target, key);

    public byte[]? ReadNote(string name) => inner.ReadNote(name);

    public void WriteNote(string name, ReadOnlyMemory<byte>? content) => inner.WriteNote(name, content);

    public void Commit()
    {
        disk.BeforeCommit();
        inner.Commit();
    }

    public void Tidy() => inner.Tidy();

    public void Dispose() => inner.Dispose();
}
