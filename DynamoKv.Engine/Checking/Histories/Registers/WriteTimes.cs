// When the writes of a key began and ended, and which of them a read missed.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// When the writes of a key began and ended. A version is out of date once a write that began after that version's
/// write had
/// ended is acknowledged. A read is as fresh as the freshest version that it shows, tombstones beside live siblings
/// among them;
/// one that shows nothing, as the freshest delete that had begun by then, or as the time before all writes.
/// </summary>
internal sealed class WriteTimes
{
    private readonly KeyRows _key;
    private readonly HistoryRow[] _byBegin;
    private readonly HistoryRow?[] _firstToEnd; // among the write at this place and those that began after it
    private readonly HistoryRow[] _deletes;
    private readonly long[] _lastDeleteEnd; // among this delete and those that began before it

    public WriteTimes(KeyRows key)
    {
        _key = key;
        _byBegin = [.. key.Writes];
        _firstToEnd = new HistoryRow?[_byBegin.Length];
        for (var index = _byBegin.Length - 1; index >= 0; index--)
        {
            var later = index + 1 < _byBegin.Length ? _firstToEnd[index + 1] : null;
            _firstToEnd[index] = later is null || _byBegin[index].End < later.End ? _byBegin[index] : later;
        }

        _deletes = [.. _byBegin.Where(row => row.Kind == HistoryKind.Delete)];
        _lastDeleteEnd = new long[_deletes.Length];
        for (var index = 0; index < _deletes.Length; index++)
            _lastDeleteEnd[index] = Math.Max(_deletes[index].End, index == 0 ? long.MinValue : _lastDeleteEnd[index - 1]);
    }

    /// <summary>Writes that may have taken effect, in the order of their beginnings.</summary>
    public ReadOnlySpan<HistoryRow> Writes => _byBegin;

    /// <summary>
    /// The first acknowledged write that made what a read shows out of date, when that was before the read began;
    /// null: it is fresh.
    /// </summary>
    public HistoryRow? FirstMissedBy(HistoryRow read)
    {
        var newer = CountBegunUpTo(_byBegin, FreshnessOf(read));
        return newer < _byBegin.Length && _firstToEnd[newer] is { } first && first.End < read.Begin ? first : null;
    }

    /// <summary>
    /// The last instant at which the freshest version that a read shows may have been written; the least number: it
    /// shows a key
    /// never written.
    /// </summary>
    public long FreshnessOf(HistoryRow read)
    {
        var freshest = long.MinValue;
        var isEmpty = true;
        foreach (var value in read.Seen)
        {
            isEmpty &= value.IsTombstone;
            if (_key.WriterOf(value) is { } writer && (!value.IsTombstone || (value.Dot is { } dot && writer.Written?.Dot == dot)))
                freshest = Math.Max(freshest, writer.End);
        }

        return isEmpty ? FreshestDelete(read.End) : freshest;
    }

    private long FreshestDelete(long begunUpTo)
    {
        var count = CountBegunUpTo(_deletes, begunUpTo);
        return count == 0 ? long.MinValue : _lastDeleteEnd[count - 1];
    }

    private static int CountBegunUpTo(HistoryRow[] rows, long instant)
    {
        int low = 0, high = rows.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = rows[middle].Begin <= instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
