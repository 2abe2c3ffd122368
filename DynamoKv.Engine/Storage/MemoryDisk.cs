// The disk of a simulated node: what survives when its store is closed.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage;

/// <summary>A row with its weight beside it, so that replacing it need not weigh it again.</summary>
internal readonly record struct MemoryRow(SiblingSet Versions, RowWeight Weight);

/// <summary>The rows, the counts and the incarnation of one node, in memory.</summary>
internal sealed class MemoryDisk
{
    private Key[]? _sortedKeys;

    /// <summary>
    /// The rows; written by the open store only, which calls <see cref="KeysChanged"/> when it adds or removes a key.
    /// </summary>
    public Dictionary<Key, MemoryRow> Rows { get; } = [];

    /// <summary>Hints and notes.</summary>
    public MemoryHints Hints { get; } = new();

    /// <summary>The counts of the rows.</summary>
    public StoreCounts Counts { get; set; }

    /// <summary>The newest incarnation; 0 before the first.</summary>
    public long Incarnation { get; set; }

    /// <summary>The store that is open on this disk; null when there is none.</summary>
    public MemoryReplicaStore? OpenStore { get; set; }

    /// <summary>Forgets the sorted keys: the next scan sorts them anew.</summary>
    public void KeysChanged() => _sortedKeys = null;

    /// <summary>
    /// All keys in the order of a scan; sorted when asked for after a change, so that writes pay nothing for it.
    /// </summary>
    public Key[] SortedKeys()
    {
        if (_sortedKeys is null)
        {
            _sortedKeys = new Key[Rows.Count];
            Rows.Keys.CopyTo(_sortedKeys, 0);
            Array.Sort(_sortedKeys, Utf8KeyOrder.Instance);
        }

        return _sortedKeys;
    }
}
