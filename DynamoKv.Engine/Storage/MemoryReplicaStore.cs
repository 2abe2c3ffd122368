// A node's state in memory, with the same promises as a file: what is not committed is undone.
using System.Runtime.InteropServices;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage;

/// <summary>
/// Keeps references to sibling sets in a dictionary, and a list of what to put back when it is closed without a commit.
/// </summary>
internal sealed class MemoryReplicaStore : IReplicaStore
{
    private readonly MemoryDisk _disk;
    private readonly List<KeyValuePair<Key, MemoryRow>> _undo = [];
    private StoreCounts _committedCounts;
    private long _committedIncarnation;
    private bool _isClosed;

    public MemoryReplicaStore(NodeId node, MemoryDisk disk)
    {
        Node = node;
        _disk = disk;
        _committedCounts = disk.Counts;
        _committedIncarnation = disk.Incarnation;
    }

    public NodeId Node { get; }

    public StoreStatistics Statistics
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            var counts = _disk.Counts;
            return new StoreStatistics(counts.Keys, counts.Tombstones, DamagedRows: 0, counts.Bytes);
        }
    }

    public long Incarnation => _disk.Incarnation;

    public long BeginIncarnation(long atLeast)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return _disk.Incarnation = Math.Max(_disk.Incarnation + 1, atLeast);
    }

    public StoredRow Read(Key key)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return _disk.Rows.TryGetValue(key, out var row)
            ? new StoredRow(RowState.Present, row.Versions)
            : new StoredRow(RowState.Missing, SiblingSet.Empty);
    }

    public void Write(Key key, SiblingSet versions)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var after = new MemoryRow(versions, RowWeight.Of(key, versions));
        var before = Put(key, after);
        _undo.Add(new(key, before));
        _disk.Counts = _disk.Counts.Replace(before.Weight, after.Weight);
    }

    public IReadOnlyList<KeyValuePair<Key, SiblingSet>> Scan(Key? after, int limit)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var keys = _disk.SortedKeys();
        var first = after is null ? 0 : PositionAfter(keys, after.Value);
        var count = Math.Min(limit, keys.Length - first);
        var page = new KeyValuePair<Key, SiblingSet>[count];
        for (var i = 0; i < count; i++)
            page[i] = new(keys[first + i], _disk.Rows[keys[first + i]].Versions);
        return page;
    }

    public IReadOnlyList<HintTarget> HintTargets => _disk.Hints.Targets;

    public Hint? ReadHint(NodeId target, Key key) => _disk.Hints.Read(target, key);

    public IReadOnlyList<Hint> HintsOf(Key key) => _disk.Hints.Of(key);

    public IReadOnlyList<Hint> HintsFor(NodeId target, int limit) => _disk.Hints.For(target, limit);

    public void WriteHint(Hint hint) => _disk.Hints.Write(hint.Target, hint.Key, hint);

    public void RemoveHint(NodeId target, Key key) => _disk.Hints.Write(target, key, null);

    public byte[]? ReadNote(string name) => _disk.Hints.ReadNote(name);

    public void WriteNote(string name, ReadOnlyMemory<byte>? content) => _disk.Hints.WriteNote(name, content?.ToArray());

    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _disk.Hints.Commit();
        _undo.Clear();
        _committedCounts = _disk.Counts;
        _committedIncarnation = _disk.Incarnation;
    }

    public void Dispose()
    {
        if (_isClosed)
            return;

        _isClosed = true;
        _disk.Hints.Undo();
        for (var i = _undo.Count - 1; i >= 0; i--)
            Put(_undo[i].Key, _undo[i].Value);
        _disk.Counts = _committedCounts;
        _disk.Incarnation = _committedIncarnation;
        _disk.OpenStore = null;
    }

    /// <summary>
    /// Stores a row (one that weighs nothing: removes it) and gives what stood there; one look-up for an overwrite.
    /// </summary>
    private MemoryRow Put(Key key, MemoryRow row)
    {
        if (row.Weight.Keys == 0)
        {
            if (_disk.Rows.Remove(key, out var removed))
                _disk.KeysChanged();
            return removed;
        }

        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_disk.Rows, key, out var exists);
        var before = place;
        place = row;
        if (!exists)
            _disk.KeysChanged();
        return before;
    }

    private static int PositionAfter(Key[] keys, Key key)
    {
        var position = Array.BinarySearch(keys, key, Utf8KeyOrder.Instance);
        return position < 0 ? ~position : position + 1;
    }
}
