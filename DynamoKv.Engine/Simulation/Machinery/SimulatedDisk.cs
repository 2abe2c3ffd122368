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
    private readonly SortedDictionary<(NodeId Target, Key Key), Hint?> _hintsBefore = [];
    private readonly HashSet<Key> _rewritten = []; // damaged rows that were written and not yet committed
    private readonly SortedSet<Key> _met = new(Utf8KeyOrder.Instance); // damaged rows that were met and not written since
    private long _metCount;

    /// <inheritdoc/>
    public NodeId Node => inner.Node;

    /// <inheritdoc/>
    public StoreStatistics Statistics =>
        _metCount == 0 ? inner.Statistics : inner.Statistics with { DamagedRows = inner.Statistics.DamagedRows + _metCount };

    /// <inheritdoc/>
    public IReadOnlyList<Key> DamagedKeys => _met.Count == 0 ? inner.DamagedKeys : [.. inner.DamagedKeys, .. _met];

    /// <summary>Whether anything was written since the last commit.</summary>
    public bool HasWrites { get; private set; }

    /// <summary>Whether commits take time, so that somebody may look at the disk while one is under way.</summary>
    public bool KeepsBefore { get; set; }

    /// <inheritdoc/>
    public long Incarnation => inner.Incarnation;

    /// <inheritdoc/>
    public long BeginIncarnation(long atLeast)
    {
        HasWrites = true;
        return inner.BeginIncarnation(atLeast);
    }

    /// <inheritdoc/>
    public StoredRow Read(Key key)
    {
        var row = inner.Read(key);
        return row.State == RowState.Present && IsDamaged(key) ? new StoredRow(RowState.Damaged, SiblingSet.Empty) : row;
    }

    /// <inheritdoc/>
    public void Write(Key key, SiblingSet versions)
    {
        RefuseWhenFull($"'{key}'");
        if (KeepsBefore && !_before.ContainsKey(key))
            _before.Add(key, Read(key).Versions);

        inner.Write(key, versions);
        if (faults.HasFlipped && faults.IsFlipped(key))
            _rewritten.Add(key);
        if (_met.Count > 0)
            _met.Remove(key);

        HasWrites = true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit)
    {
        var page = inner.Scan(after, limit);
        if (!faults.HasFlipped)
            return page;

        var whole = page.Where(row => !IsDamaged(row.Key)).ToList();
        while (whole.Count < limit && page.Count == limit)
        {
            page = inner.Scan(page[^1].Key, limit);
            whole.AddRange(page.Where(row => !IsDamaged(row.Key)).Take(limit - whole.Count));
        }

        return whole;
    }

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
        KeepBefore(hint.Target, hint.Key);
        inner.WriteHint(hint);
        HasWrites = true;
    }

    /// <inheritdoc/>
    public void RemoveHint(NodeId target, Key key)
    {
        KeepBefore(target, key);
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
        foreach (var key in _before.Keys)
            faults.Unflip(key); // it flipped while its new content was on its way

        _before.Clear();
        _hintsBefore.Clear();
        foreach (var key in _rewritten)
            faults.Unflip(key);

        _rewritten.Clear();
    }

    /// <summary>All rows as they were at the last commit, in key order.</summary>
    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> ReadCommitted()
    {
        var rows = new List<KeyValuePair<Key, SiblingSet>>();
        foreach (var (key, versions) in inner.Scan(null, int.MaxValue))
        {
            if (faults.HasFlipped && faults.IsFlipped(key))
                continue;

            var committed = _before.GetValueOrDefault(key, versions);
            if (!committed.IsEmpty)
                rows.Add(new KeyValuePair<Key, SiblingSet>(key, committed));
        }

        AddRowsBeingRemoved(rows);
        return rows;
    }

    /// <summary>All hints as they were at the last commit.</summary>
    public List<Hint> ReadCommittedHints()
    {
        var hints = HintTargets.SelectMany(kept => inner.HintsFor(kept.Target, int.MaxValue)).ToList();
        hints.RemoveAll(hint => _hintsBefore.ContainsKey((hint.Target, hint.Key)));
        hints.AddRange(_hintsBefore.Values.OfType<Hint>());
        return hints;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private void KeepBefore(NodeId target, Key key)
    {
        if (KeepsBefore)
            _hintsBefore.TryAdd((target, key), inner.ReadHint(target, key));
    }

    private void AddRowsBeingRemoved(List<KeyValuePair<Key, SiblingSet>> rows)
    {
        var present = rows.Count;
        foreach (var (key, committed) in _before)
        {
            if (!committed.IsEmpty && inner.Read(key).State == RowState.Missing && !faults.IsFlipped(key))
                rows.Add(new KeyValuePair<Key, SiblingSet>(key, committed));
        }

        if (rows.Count > present)
            rows.Sort(static (left, right) => Utf8KeyOrder.Instance.Compare(left.Key, right.Key));
    }

    private bool IsDamaged(Key key)
    {
        if (!faults.HasFlipped || !faults.IsFlipped(key) || _rewritten.Contains(key))
            return false;

        if (_met.Add(key))
            _metCount++;

        return true;
    }

    private void RefuseWhenFull(string what)
    {
        if (faults.IsFull)
            throw new StoreFullException($"The disk of {Node} is full: {what} was not written.");
    }
}
