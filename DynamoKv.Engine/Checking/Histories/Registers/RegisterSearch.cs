// The search for an order that explains what a register's clients saw.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>How a search ended.</summary>
internal enum SearchOutcome
{
    /// <summary>There is an order.</summary>
    Found,

    /// <summary>There is none.</summary>
    None,

    /// <summary>The budget ran out first.</summary>
    OutOfBudget,
}

/// <summary>
/// Looks for an order of operations, each within its interval, that explains every read (Wing and Gong 1993), and never
/// looks at a state twice (Lowe 2017). A read that fits is taken at once and never taken back for its own sake: it
/// changes
/// nothing, so an order that has it later has it now as well.
/// </summary>
internal sealed class RegisterSearch
{
    private const int Head = 0;

    private readonly RegisterOperation[] _operations;
    private readonly SearchBudget _budget;
    private readonly int[] _next; // a ring of entries: 0 the head, operation * 2 + 1 its beginning, + 2 its end
    private readonly int[] _previous;
    private readonly bool[] _hasEnd;
    private readonly ulong[] _done;
    private readonly ConfigurationSet _seen = new();
    private readonly Stack<(int Operation, int ValueBefore)> _taken = new();
    private int _value = RegisterOperation.Nothing;
    private int _open; // operations that have to be done and are not

    /// <summary>
    /// Prepares a search over the first events of a timeline; what has not ended by then may take effect or not.
    /// </summary>
    /// <param name="left">Operations that are left out.</param>
    public RegisterSearch(Timeline timeline, int length, ReadOnlySpan<bool> left, SearchBudget budget)
    {
        (_operations, _budget) = (timeline.Operations, budget);
        _hasEnd = new bool[_operations.Length];
        _done = new ulong[(_operations.Length + 63) >> 6];
        _next = new int[(_operations.Length * 2) + 1];
        _previous = new int[_next.Length];
        for (var position = 0; position < length; position++)
            _hasEnd[timeline.OperationAt(position)] |= timeline.IsEndAt(position);

        var last = Head;
        for (var position = 0; position < length; position++)
        {
            var operation = timeline.OperationAt(position);
            if (left[operation] || (!_hasEnd[operation] && !_operations[operation].IsWrite))
                continue;

            var entry = (operation * 2) + (timeline.IsEndAt(position) ? 2 : 1);
            (_next[last], _previous[entry]) = (entry, last);
            _open += timeline.IsEndAt(position) ? 1 : 0;
            last = entry;
        }

        (_next[last], _previous[Head]) = (Head, last);
    }

    /// <summary>Searches.</summary>
    public SearchOutcome Run()
    {
        var entry = _next[Head];
        while (_open > 0)
        {
            if (!_budget.TryTake())
                return SearchOutcome.OutOfBudget;

            if (IsBeginning(entry))
            {
                entry = TryTake(OperationOf(entry)) ? _next[Head] : _next[entry];
            }
            else
            {
                var back = TakeBack(); // an end: all that could come before it was tried
                if (back < 0)
                    return SearchOutcome.None;

                entry = _next[BeginningOf(back)];
            }
        }

        return SearchOutcome.Found;
    }

    private bool TryTake(int operation)
    {
        ref readonly var what = ref _operations[operation];
        if (!what.IsWrite && what.Value != _value)
            return false;

        _done[operation >> 6] |= 1UL << operation;
        if (what.IsWrite && !_seen.Add(_done, what.Value))
        {
            _done[operation >> 6] &= ~(1UL << operation);
            return false;
        }

        _taken.Push((operation, _value));
        _value = what.IsWrite ? what.Value : _value;
        Unlink(BeginningOf(operation));
        if (_hasEnd[operation])
        {
            Unlink(BeginningOf(operation) + 1);
            _open--;
        }

        return true;
    }

    // The write that is tried elsewhere now; -1: there is nothing else to try.
    private int TakeBack()
    {
        while (_taken.TryPop(out var last))
        {
            var (operation, before) = last;
            _done[operation >> 6] &= ~(1UL << operation);
            _value = before;
            if (_hasEnd[operation])
            {
                Link(BeginningOf(operation) + 1);
                _open++;
            }

            Link(BeginningOf(operation));
            if (_operations[operation].IsWrite)
                return operation;
        }

        return -1;
    }

    private static bool IsBeginning(int entry) => (entry & 1) != 0;

    private static int OperationOf(int entry) => (entry - 1) >> 1;

    private static int BeginningOf(int operation) => (operation * 2) + 1;

    private void Unlink(int entry)
    {
        _next[_previous[entry]] = _next[entry];
        _previous[_next[entry]] = _previous[entry];
    }

    // The entry still knows its neighbours, and they are back: entries are linked in the reverse order of their
    // unlinking.
    private void Link(int entry)
    {
        _next[_previous[entry]] = entry;
        _previous[_next[entry]] = entry;
    }
}
