// Keys as they come, kept so that they can be listed in order at any time.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// Sorted runs of keys, and a tail that is sorted when it is long enough or when somebody asks. A tree would sort at each key, in
/// cold memory; most keys are asked for in order only once, when they are folded. Each key is added once.
/// </summary>
internal sealed class KeyRuns
{
    private const int LeastRun = 512;

    private readonly List<Key[]> _runs = [];
    private readonly List<Key> _tail = [];
    private Key[]? _sortedTail;
    private int _inRuns;

    /// <summary>How many keys there are.</summary>
    public int Count => _inRuns + _tail.Count;

    public void Add(Key key)
    {
        _tail.Add(key);
        _sortedTail = null;
    }

    /// <summary>Forgets all but the first keys; those may not be sealed yet that are forgotten.</summary>
    public void CutTo(int count)
    {
        _tail.RemoveRange(count - _inRuns, Count - count);
        _sortedTail = null;
    }

    /// <summary>Makes a run of the tail when it is long enough, or when it is the last.</summary>
    public void Seal(bool isLast)
    {
        if (_tail.Count < LeastRun && !(isLast && _tail.Count > 0))
            return;

        _runs.Add(SortedTail());
        _inRuns += _tail.Count;
        _tail.Clear();
        _sortedTail = null;
    }

    public void Clear()
    {
        _runs.Clear();
        _tail.Clear();
        _sortedTail = null;
        _inRuns = 0;
    }

    /// <summary>Adds all keys to a merge.</summary>
    public void AddTo(KeyMerge merge)
    {
        foreach (var run in _runs)
            merge.Add(run);
        if (_tail.Count > 0)
            merge.Add(SortedTail());
    }

    private Key[] SortedTail()
    {
        if (_sortedTail is null)
        {
            _sortedTail = [.. _tail];
            Array.Sort(_sortedTail, Utf8KeyOrder.Instance);
        }

        return _sortedTail;
    }
}
