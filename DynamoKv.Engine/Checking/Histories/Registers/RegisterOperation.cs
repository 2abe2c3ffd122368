// An operation on a register.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>An operation on a register: a read showed a value, a write put it there; zero is "nothing".</summary>
/// <param name="Begin">Its first instant, in microseconds.</param>
/// <param name="End">Its last instant, included; <see cref="Open"/>: never, or nobody knows.</param>
internal readonly record struct RegisterOperation(HistoryRow Row, bool IsWrite, int Value, long Begin, long End)
{
    /// <summary>The end of what has none.</summary>
    public const long Open = long.MaxValue;

    /// <summary>What a register holds at first, and after a delete.</summary>
    public const int Nothing = 0;

    /// <summary>Whether it was over before another one began; what only touches is concurrent.</summary>
    public bool Precedes(in RegisterOperation other) => End < other.Begin;
}
