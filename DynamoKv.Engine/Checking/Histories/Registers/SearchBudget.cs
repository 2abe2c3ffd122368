// How much a search may do.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// How many steps a search may take. Counted, not timed: the same history gives the same verdict on any machine.
/// </summary>
internal sealed class SearchBudget(long steps)
{
    private long _left = steps;

    /// <summary>Takes a step; false: none is left.</summary>
    public bool TryTake() => --_left >= 0;
}
