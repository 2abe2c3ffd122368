// A store that a test can hold up, fill and break.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Hosting;

/// <summary>What is done to the disk of a host, from the test's thread.</summary>
internal sealed class DiskLever : IDisposable
{
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private readonly SemaphoreSlim _arrived = new(0);
    private volatile Func<Exception?> _problem = () => null;

    /// <summary>Commits that were asked for.</summary>
    public int Commits { get; private set; }

    /// <summary>From now on commits wait until <see cref="Release"/>.</summary>
    public void Hold() => _gate.Reset();

    public void Release() => _gate.Set();

    /// <summary>Waits until a commit has come to the closed gate.</summary>
    public async Task ArrivedAsync() => Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(10)), "No commit came.");

    /// <summary>From now on commits fail with this; null: they succeed again.</summary>
    public void FailWith(Func<Exception?> problem) => _problem = problem;

    public void BeforeCommit()
    {
        Commits++;
        if (!_gate.IsSet)
        {
            _arrived.Release();
            _gate.Wait(TimeSpan.FromSeconds(10));
        }

        if (_problem() is { } problem)
            throw problem;
    }

    public void Dispose()
    {
        _gate.Dispose();
        _arrived.Dispose();
    }
}

/// <summary>Passes everything on, but for commits, which the lever rules.</summary>
internal sealed class WatchedStore(IReplicaStore inner, DiskLever lever) : IReplicaStore
{
    public NodeId Node => inner.Node;

    public StoreStatistics Statistics => inner.Statistics;

    public IReadOnlyList<HintTarget> HintTargets => inner.HintTargets;

    public long Incarnation => inner.Incarnation;

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
        lever.BeforeCommit();
        inner.Commit();
    }

    public void Tidy() => inner.Tidy();

    public void Dispose() => inner.Dispose();
}

/// <summary>Opens watched stores.</summary>
internal sealed class WatchedStores(IStoreFactory inner, DiskLever lever) : IStoreFactory
{
    public IReplicaStore Open(NodeId node) => new WatchedStore(inner.Open(node), lever);

    public void Erase(NodeId node) => inner.Erase(node);

    public void Dispose() => inner.Dispose();
}
