// A store whose disk can be full, slow or failing.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>The commit failed because a fault made it fail.</summary>
internal sealed class CommitFailedException(string message) : Exception(message);

/// <summary>Passes everything on to a store, but for what the disk's faults forbid, and knows what is not yet committed.</summary>
/// <param name="inner">The store below; owned.</param>
/// <param name="faults">What is wrong with the disk.</param>
internal sealed class SimulatedDisk(IReplicaStore inner, DiskFaults faults) : IReplicaStore
{
    private readonly Dictionary<Key, SiblingSet> _before = [];

    /// <inheritdoc/>
    public NodeId Node => inner.Node;

    /// <inheritdoc/>
    public StoreStatistics Statistics => inner.Statistics;

    /// <summary>Whether anything was written since the last commit.</summary>
    public bool HasWrites { get; private set; }

    /// <summary>Whether commits take time, so that somebody may look at the disk while one is under way.</summary>
    public bool KeepsBefore { get; set; }

    /// <inheritdoc/>
    public long BeginIncarnation(long atLeast)
    {
        HasWrites = true;
        return inner.BeginIncarnation(atLeast);
    }

    /// <inheritdoc/>
    public StoredRow Read(Key key) => inner.Read(key);

    /// <inheritdoc/>
    public void Write(Key key, SiblingSet versions)
    {
        RefuseWhenFull($"'{key}'");
        if (KeepsBefore && !_before.ContainsKey(key))
            _before.Add(key, inner.Read(key).Versions);

        inner.Write(key, versions);
        HasWrites = true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit) => inner.Scan(after, limit);

    /// <inheritdoc/>
    public IReadOnlyList<HintTarget> HintTargets => inner.HintTargets;

    /// <inheritdoc/>
    public Hint? ReadHint(NodeId target, Key key) => inner.ReadHint(target, key);

    /// <inheritdoc/>
    public IReadOnlyList<Hint> HintsOf(Key key) => inner.HintsOf(key);

    /// <inheritdoc/>
    public IReadOnlyList<Hint> HintsFor(NodeId target, int limit) => inner.HintsFor(target, limit);

    /// <inheritdoc/>
    public void WriteHint(Hint hint)
    {
        RefuseWhenFull($"the hint of '{hint.Key}' for {hint.Target}");
        inner.WriteHint(hint);
        HasWrites = true;
    }

    /// <inheritdoc/>
    public void RemoveHint(NodeId target, Key key)
    {
        inner.RemoveHint(target, key);
        HasWrites = true;
    }

    /// <inheritdoc/>
    public byte[]? ReadNote(string name) => inner.ReadNote(name);

    /// <inheritdoc/>
    public void WriteNote(string name, ReadOnlyMemory<byte>? content)
    {
        RefuseWhenFull($"the note '{name}'");
        inner.WriteNote(name, content);
        HasWrites = true;
    }

    /// <inheritdoc/>
    /// <exception cref="CommitFailedException">When a fault says so.</exception>
    public void Commit()
    {
        if (faults.CommitFault is not null)
            throw new CommitFailedException($"The disk of {Node} failed to commit.");

        inner.Commit();
        HasWrites = false;
        _before.Clear();
    }

    /// <summary>All rows as they were at the last commit, in key order.</summary>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> ReadCommitted()
    {
        var rows = new List<KeyValuePair<Key, SiblingSet>>();
        foreach (var (key, versions) in inner.Scan(null, int.MaxValue))
        {
            var committed = _before.GetValueOrDefault(key, versions);
            if (!committed.IsEmpty)
                rows.Add(new KeyValuePair<Key, SiblingSet>(key, committed));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private void RefuseWhenFull(string what)
    {
        if (faults.IsFull)
            throw new StoreFullException($"The disk of {Node} is full: {what} was not written.");
    }
}
