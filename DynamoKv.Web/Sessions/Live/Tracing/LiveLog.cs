// The newest part of what happened in a live cluster.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>
/// The newest part of what happened, with numbers of its own and times that never go back. The oldest block of entries is
/// forgotten when there are too many; the picture before the oldest that is kept stays. One owner.
/// </summary>
internal sealed class LiveLog
{
    private const int BlockSize = 1_000;
    private readonly int _maxBlocks;
    private readonly List<Block> _blocks = [];

    public LiveLog(int capacity, int rowBound)
    {
        _maxBlocks = Math.Max(2, capacity / BlockSize);
        Head = ClusterSnapshot.Before([]) with { RowBound = rowBound };
        _blocks.Add(new Block(Head));
    }

    /// <summary>After the newest entry.</summary>
    public ClusterSnapshot Head { get; private set; }

    /// <summary>The number of the oldest entry that is kept; one above the newest while there is none.</summary>
    public long First => _blocks[0].Before.EventNumber + 1;

    /// <summary>The number of the newest entry.</summary>
    public long Last => Head.EventNumber;

    /// <summary>Writes an entry; gives its number.</summary>
    public LogEntry Add(Instant at, NodeId? node, long cause, TraceEvent what)
    {
        var entry = new LogEntry(Last + 1, at > Head.Now ? at : Head.Now, node, cause, what);
        if (_blocks[^1].Entries.Count == BlockSize)
        {
            _blocks.Add(new Block(Head));
        }

        _blocks[^1].Entries.Add(entry);
        Head = Head.Apply(entry);
        if (_blocks.Count > _maxBlocks)
        {
            _blocks.RemoveAt(0);
        }

        return entry;
    }

    /// <summary>Entries first..first+count-1, as far as they are kept.</summary>
    public IReadOnlyList<LogEntry> Read(long first, long count)
    {
        var start = Math.Max(first, First);
        var end = Math.Min(Last, first - 1 + count);
        var entries = new List<LogEntry>((int)Math.Max(0, end - start + 1));
        for (var number = start; number <= end; number++)
        {
            entries.Add(At(number));
        }

        return entries;
    }

    /// <summary>A picture at or before an entry, at most a block away; before the oldest entry at the earliest.</summary>
    public ClusterSnapshot CheckpointBefore(long eventNumber) =>
        eventNumber >= Last ? Head : (_blocks.FindLast(block => block.Before.EventNumber <= eventNumber) ?? _blocks[0]).Before;

    /// <summary>The number of the last entry at or before a time; one below the oldest when there is none.</summary>
    public long EventAt(Instant time)
    {
        var (low, high) = (First, Last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = At(middle).At <= time ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private LogEntry At(long number)
    {
        var index = (int)(number - First);
        return _blocks[index / BlockSize].Entries[index % BlockSize];
    }

    /// <summary>Entries with the picture before them.</summary>
    private sealed record Block(ClusterSnapshot Before)
    {
        public List<LogEntry> Entries { get; } = [];
    }
}
