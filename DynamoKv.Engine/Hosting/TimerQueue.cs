// What a real node wants to be reminded of.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// Timers by when they are due, those of one moment in the order in which they were asked for. Due times are monotonic: no
/// setting of the wall clock fires or holds them. As many as the node asks for, which its own bounds hold down.
/// </summary>
/// <remarks>
/// Nearly all timers have one of a few delays, and those of one delay are due in the order in which they were asked for: each
/// such delay has a lane, first in, first out. What finds no lane goes to a heap, which costs more the more there are.
/// </remarks>
internal sealed class TimerQueue
{
    private const int MaxLanes = 12;

    private readonly List<Lane> _lanes = [];
    private readonly PriorityQueue<NodeTimer, Due> _others = new();
    private long _asked;

    /// <summary>How many are not due yet.</summary>
    public int Count { get; private set; }

    /// <summary>When the next one is due; null: there is none.</summary>
    public TimeSpan? NextAt
    {
        get
        {
            _ = First(out var due);
            return Count == 0 ? null : due.At;
        }
    }

    /// <summary>Adds a timer.</summary>
    /// <param name="now">The time by the monotonic clock.</param>
    /// <param name="delay">How long after it the timer is due.</param>
    /// <param name="timer">The timer.</param>
    public void Add(TimeSpan now, TimeSpan delay, NodeTimer timer)
    {
        var due = new Due(now + delay, ++_asked);
        Count++;
        if (LaneOf(delay, due.At) is { } lane)
            lane.Add(due, timer);
        else
            _others.Enqueue(timer, due);
    }

    /// <summary>Takes the next one if it is due; null: none is.</summary>
    public NodeTimer? TakeDue(TimeSpan now)
    {
        if (Count == 0)
            return null;

        var lane = First(out var due);
        if (due.At > now)
            return null;

        Count--;
        return lane?.Take() ?? _others.Dequeue();
    }

    /// <summary>The lane of the next timer; null: it waits in the heap, or there is none.</summary>
    private Lane? First(out Due first)
    {
        Lane? found = null;
        var isAny = _others.TryPeek(out _, out first);
        foreach (var lane in _lanes)
        {
            if (!lane.IsEmpty && (!isAny || lane.Next.CompareTo(first) < 0))
                (found, first, isAny) = (lane, lane.Next, true);
        }

        return found;
    }

    private Lane? LaneOf(TimeSpan delay, TimeSpan at)
    {
        Lane? empty = null;
        foreach (var lane in _lanes)
        {
            if (lane.Delay == delay)
                return lane.IsEmpty || lane.Last <= at ? lane : null;
            if (lane.IsEmpty)
                empty = lane;
        }

        if (empty is null && _lanes.Count < MaxLanes)
            _lanes.Add(empty = new Lane());
        if (empty is not null)
            empty.Delay = delay;

        return empty;
    }

    private sealed class Lane
    {
        private readonly Queue<(Due Due, NodeTimer Timer)> _timers = new();

        public TimeSpan Delay { get; set; }

        /// <summary>When the one that was added last is due.</summary>
        public TimeSpan Last { get; private set; }

        /// <summary>When the first is due; good while the lane is not empty.</summary>
        public Due Next { get; private set; }

        public bool IsEmpty => _timers.Count == 0;

        public void Add(Due due, NodeTimer timer)
        {
            if (IsEmpty)
                Next = due;

            Last = due.At;
            _timers.Enqueue((due, timer));
        }

        public NodeTimer Take()
        {
            var timer = _timers.Dequeue().Timer;
            if (_timers.TryPeek(out var next))
                Next = next.Due;

            return timer;
        }
    }

    private readonly record struct Due(TimeSpan At, long Number) : IComparable<Due>
    {
        public int CompareTo(Due other) => At == other.At ? Number.CompareTo(other.Number) : At.CompareTo(other.At);
    }
}
