// Finds the reads without which a register's history is linearizable.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// Finds the reads without which a register's history is linearizable. What happened up to an instant is linearizable
/// if
/// what happened up to a later one is, so the first bad end is found by halving. It is the end of a read, always: a
/// write
/// whose time is over may take effect at its very end, whatever the register holds.
/// </summary>
internal sealed class CulpritSearch(RegisterOperation[] operations, SearchBudget budget)
{
    private const int MaxCulprits = 64;

    private readonly Timeline _timeline = new(operations);
    private readonly bool[] _left = new bool[operations.Length];

    /// <summary>The culprits, in the order of their ends; empty: the history is linearizable.</summary>
    public List<HistoryRow> Culprits { get; } = [];

    /// <summary>Whether the budget ran out before anything was known.</summary>
    public bool IsOutOfBudget { get; private set; }

    /// <summary>Searches.</summary>
    public void Run()
    {
        var good = 0; // so many events are known to be linearizable without the culprits
        while (Search(_timeline.Length) is { } outcome && outcome != SearchOutcome.Found)
        {
            if (outcome == SearchOutcome.OutOfBudget || Culprits.Count == MaxCulprits || FirstBadEnd(good) is not { } bad)
            {
                GiveUp(good, isKnownBad: outcome == SearchOutcome.None || Culprits.Count > 0);
                return;
            }

            good = bad;
            var culprit = _timeline.OperationAt(bad);
            _left[culprit] = true;
            Culprits.Add(operations[culprit].Row);
        }
    }

    private SearchOutcome Search(int length) => new RegisterSearch(_timeline, length, _left, budget).Run();

    // The position of the end that first makes the history bad; null: the budget ran out.
    private int? FirstBadEnd(int good)
    {
        var bad = _timeline.Length;
        while (bad - good > 1)
        {
            var middle = good + ((bad - good) / 2);
            var outcome = Search(middle);
            if (outcome == SearchOutcome.OutOfBudget)
                return null;

            (good, bad) = outcome == SearchOutcome.Found ? (middle, bad) : (good, middle);
        }

        return bad - 1;
    }

    // Too much is wrong to look at each read apart: without any of those that end later, the rest is linearizable.
    private void GiveUp(int good, bool isKnownBad)
    {
        IsOutOfBudget = !isKnownBad;
        for (var position = good; isKnownBad && position < _timeline.Length; position++)
        {
            var operation = _timeline.OperationAt(position);
            if (_timeline.IsEndAt(position) && !operations[operation].IsWrite && !_left[operation])
                Culprits.Add(operations[operation].Row);
        }
    }
}
