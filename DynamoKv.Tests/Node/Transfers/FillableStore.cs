// A store whose disk a test can fill.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Node.Transfers;

/// <summary>Another store, which refuses to take anything while its disk is full.</summary>
internal sealed class FillableStore(IReplicaStore inner, Func<bool> isFull) : IReplicaStore
{
    public NodeId Node => inner.Node;

    public StoreStatistics Statistics => inner.Statistics;

    public IReadOnlyList<HintTarget> HintTargets => inner.HintTargets;

    public long Incarnation => inner.Incarnation;

    public long BeginIncarnation(long atLeast) => inner.BeginIncarnation(atLeast);

    public StoredRow Read(Key key) => inner.Read(key);

    public void Write(Key key, SiblingSet versions) => WithRoom().Write(key, versions);

    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit) => inner.Scan(after, limit);

    public Hint? ReadHint(NodeId target, Key key) => inner.ReadHint(target, key);

    public IReadOnlyList<Hint> HintsOf(Key key) => inner.HintsOf(key);

    public IReadOnlyList<Hint> HintsFor(NodeId target, int limit) => inner.HintsFor(target, limit);

    public void WriteHint(Hint hint) => WithRoom().WriteHint(hint);

    public void RemoveHint(NodeId target, Key key) => inner.RemoveHint(target, key);

    public byte[]? ReadNote(string name) => inner.ReadNote(name);

    public void WriteNote(string name, ReadOnlyMemory<byte>? content) => WithRoom().WriteNote(name, content);

    public void Commit() => inner.Commit();

    public void Dispose() => inner.Dispose();

    private IReplicaStore WithRoom() => isFull() ? throw new StoreFullException("The disk is full.") : inner;
}
