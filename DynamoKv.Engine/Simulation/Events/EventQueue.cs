// What will happen, in order.
using System.Runtime.CompilerServices;

namespace DynamoKv.Engine.Simulation.Events;

/// <summary>
/// A priority queue by (time, class, insertion): total, so that a run has one order only. The framework's own queue is
/// not first-in-first-out among equals. A heap with four children a node: flatter than two, so fewer moves of big values.
/// </summary>
internal sealed class EventQueue
{
    private const int Children = 4;
    private const int ClassShift = 56;

    private Slot[] _heap = new Slot[256];
    private long _sequence;

    /// <summary>How many events wait.</summary>
    public int Count { get; private set; }

    /// <summary>The time of the next event. Only when there is one.</summary>
    public long NextTime => _heap[0].Event.Time;

    /// <summary>Adds an event behind those of its time and class.</summary>
    public void Add(in ScheduledEvent added)
    {
        if (Count == _heap.Length)
            Array.Resize(ref _heap, Count * 2);

        var slot = new Slot(((long)added.Class << ClassShift) | _sequence++, added);
        var index = Count++;
        while (index > 0)
        {
            var parent = (index - 1) / Children;
            if (!IsBefore(slot, _heap[parent]))
                break;

            _heap[index] = _heap[parent];
            index = parent;
        }

        _heap[index] = slot;
    }

    /// <summary>Takes the next event; false when there is none.</summary>
    public bool TryTake(out ScheduledEvent taken)
    {
        if (Count == 0)
        {
            taken = default;
            return false;
        }

        taken = _heap[0].Event;
        var last = _heap[--Count];
        _heap[Count] = default; // let go of the payload
        if (Count > 0)
            SiftDown(last);

        return true;
    }

    /// <summary>Finds an event that waits, by its class and number; looks through all.</summary>
    public bool TryFind(EventClass kind, long number, out ScheduledEvent found)
    {
        var index = IndexOf(kind, number);
        found = index < 0 ? default : _heap[index].Event;
        return index >= 0;
    }

    /// <summary>Takes an event out of the middle, by its class and number; looks through all. The order of the others stays.</summary>
    public bool TryRemove(EventClass kind, long number, out ScheduledEvent removed)
    {
        var index = IndexOf(kind, number);
        removed = index < 0 ? default : _heap[index].Event;
        if (index < 0)
            return false;

        var last = _heap[--Count];
        _heap[Count] = default; // let go of the payload
        if (index < Count)
            Fill(index, last);

        return true;
    }

    private int IndexOf(EventClass kind, long number)
    {
        for (var index = 0; index < Count; index++)
        {
            if (_heap[index].Event.Class == kind && _heap[index].Event.Number == number)
                return index;
        }

        return -1;
    }

    /// <summary>What fills a hole may belong above it as well as below.</summary>
    private void Fill(int index, in Slot slot)
    {
        while (index > 0 && IsBefore(slot, _heap[(index - 1) / Children]))
        {
            _heap[index] = _heap[(index - 1) / Children];
            index = (index - 1) / Children;
        }

        SiftDown(slot, index);
    }

    private void SiftDown(in Slot slot, int index = 0)
    {
        while (true)
        {
            var first = (index * Children) + 1;
            if (first >= Count)
                break;

            var least = LeastOf(first, Math.Min(first + Children, Count));
            if (!IsBefore(_heap[least], slot))
                break;

            _heap[index] = _heap[least];
            index = least;
        }

        _heap[index] = slot;
    }

    private int LeastOf(int first, int end)
    {
        var least = first;
        for (var index = first + 1; index < end; index++)
        {
            if (IsBefore(_heap[index], _heap[least]))
                least = index;
        }

        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBefore(in Slot left, in Slot right) =>
        left.Event.Time < right.Event.Time || (left.Event.Time == right.Event.Time && left.Order < right.Order);

    private readonly record struct Slot(long Order, ScheduledEvent Event);
}
