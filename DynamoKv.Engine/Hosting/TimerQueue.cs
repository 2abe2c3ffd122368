// What a real node wants to be reminded of.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// Timers by when they are due, those of one moment in the order in which they were asked for. Due times are monotonic: no
/// setting of the wall clock fires or holds them. As many as the node asks for, which its own bounds hold down.
/// </summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<NodeTimer, Due> _queue = new();
    private long _asked;

    /// <summary>How many are not due yet.</summary>
    public int Count => _queue.Count;

    /// <summary>When the next one is due; null: there is none.</summary>
    public TimeSpan? NextAt => _queue.TryPeek(out _, out var due) ? due.At : null;

    /// <summary>Adds a timer.</summary>
    public void Add(TimeSpan at, NodeTimer timer) => _queue.Enqueue(timer, new Due(at, ++_asked));

    /// <summary>Takes the next one if it is due; null: none is.</summary>
    public NodeTimer? TakeDue(TimeSpan now)
    {
        if (!_queue.TryPeek(out var timer, out var due) || due.At > now)
            return null;

        _queue.Dequeue();
        return timer;
    }

    private readonly record struct Due(TimeSpan At, long Number) : IComparable<Due>
    {
        public int CompareTo(Due other) => At == other.At ? Number.CompareTo(other.Number) : At.CompareTo(other.At);
    }
}
