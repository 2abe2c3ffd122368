// The order of cause and effect among entries of a log.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Flow;

/// <summary>
/// What may have influenced what (Lamport's "happened before") among consecutive entries of a log: an entry follows from the
/// entry that it names as its cause, and from what its node did before. What is in neither cone of an entry is concurrent with it.
/// </summary>
public sealed class FlowOrder
{
    private readonly long _first;
    private readonly int[] _causes;
    private readonly int[] _previous;

    private FlowOrder(long first, int[] causes, int[] previous) => (_first, _causes, _previous) = (first, causes, previous);

    /// <summary>The number of the first entry.</summary>
    public long First => _first;

    /// <summary>Of each entry the place of its cause among the entries; -1: not here.</summary>
    public IReadOnlyList<int> Causes => _causes;

    /// <summary>Of each entry the place of what its node did before; -1: not here.</summary>
    public IReadOnlyList<int> Previous => _previous;

    /// <summary>Reads the order of consecutive entries.</summary>
    public static FlowOrder Of(IReadOnlyList<LogEntry> entries)
    {
        var first = entries.Count == 0 ? 0 : entries[0].Number;
        var (causes, previous) = (new int[entries.Count], new int[entries.Count]);
        var newest = new Dictionary<NodeId, int>();
        for (var index = 0; index < entries.Count; index++)
        {
            causes[index] = entries[index].Cause >= first && first > 0 ? (int)(entries[index].Cause - first) : -1;
            previous[index] = -1;
            if (entries[index].Node is { } node)
            {
                previous[index] = newest.GetValueOrDefault(node, -1);
                newest[node] = index;
            }
        }

        return new FlowOrder(first, causes, previous);
    }

    /// <summary>The entries that may have influenced one, without it. Empty when it is not here.</summary>
    public IReadOnlySet<long> PastOf(long number)
    {
        var past = new HashSet<long>();
        var open = new Stack<int>();
        Push(open, number - _first);
        while (open.TryPop(out var index))
        {
            foreach (var before in (int[])[_causes[index], _previous[index]])
            {
                if (before >= 0 && past.Add(_first + before))
                {
                    open.Push(before);
                }
            }
        }

        return past;
    }

    /// <summary>The entries that one may have influenced, without it. Empty when it is not here.</summary>
    public IReadOnlySet<long> FutureOf(long number)
    {
        var future = new HashSet<long>();
        var start = number - _first;
        if (start < 0 || start >= _causes.Length)
        {
            return future;
        }

        for (var index = (int)start + 1; index < _causes.Length; index++)
        {
            if (IsIn(_causes[index]) || IsIn(_previous[index]))
            {
                future.Add(_first + index);
            }
        }

        return future;

        bool IsIn(int place) => place == start || (place > start && future.Contains(_first + place));
    }

    private void Push(Stack<int> open, long index)
    {
        if (index >= 0 && index < _causes.Length)
        {
            open.Push((int)index);
        }
    }
}
