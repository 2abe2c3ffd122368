// The beginnings and ends of a register's operations in the order of time.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// The beginnings and ends of operations in the order of time. At one instant beginnings come first: intervals are
/// closed, so what only touches is concurrent. Operations that stay open have no end.
/// </summary>
internal sealed class Timeline
{
    private readonly int[] _events; // operation * 2, + 1 for its end

    public Timeline(RegisterOperation[] operations)
    {
        Operations = operations;
        var events = new List<(long At, bool IsEnd, int Operation)>(operations.Length * 2);
        for (var index = 0; index < operations.Length; index++)
        {
            events.Add((operations[index].Begin, false, index));
            if (operations[index].End != RegisterOperation.Open)
                events.Add((operations[index].End, true, index));
        }

        events.Sort();
        _events = [.. events.Select(one => (one.Operation * 2) + (one.IsEnd ? 1 : 0))];
    }

    public RegisterOperation[] Operations { get; }

    /// <summary>How many beginnings and ends there are.</summary>
    public int Length => _events.Length;

    public int OperationAt(int position) => _events[position] >> 1;

    public bool IsEndAt(int position) => (_events[position] & 1) != 0;
}
