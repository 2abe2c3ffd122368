// Whether a register's history is linearizable, by zones.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// Whether a register's history with unique values is linearizable (Gibbons and Korach 1997): no read ends before its
/// write
/// begins, no two forward zones overlap, no backward zone lies within a forward one. Sorting is all it takes.
/// </summary>
internal static class ZoneTest
{
    /// <summary>Two zones that conflict; null: there are none, the history is linearizable.</summary>
    /// <param name="operations">Of one register, all values unique, no read that ends before its write begins.</param>
    public static (Zone Left, Zone Right)? FirstConflict(IReadOnlyList<RegisterOperation> operations)
    {
        var zones = ZonesOf(operations);
        var forward = zones.Where(zone => zone.IsForward).OrderBy(zone => zone.FirstEnd).ThenBy(zone => zone.LastBegin).ToArray();
        for (var index = 1; index < forward.Length; index++)
        {
            if (forward[index - 1].Conflicts(forward[index]))
                return (forward[index - 1], forward[index]);
        }

        // The forward zones lie apart, so only the last one that begins before can hold a backward one.
        foreach (var zone in zones.Where(zone => !zone.IsForward).OrderBy(zone => zone.LastBegin).ThenBy(zone => zone.Value))
        {
            if (LastBefore(forward, zone.LastBegin) is { } around && around.Conflicts(zone))
                return (around, zone);
        }

        return null;
    }

    private static SortedDictionary<int, Zone>.ValueCollection ZonesOf(IReadOnlyList<RegisterOperation> operations)
    {
        var zones = new SortedDictionary<int, Zone> { [RegisterOperation.Nothing] = new(RegisterOperation.Nothing, long.MinValue, long.MinValue) };
        foreach (var operation in operations)
        {
            // A delete whose nothing was never seen is a value of its own: that is how it comes here.
            var value = operation is { IsWrite: true, Value: RegisterOperation.Nothing } ? -operation.Row.Number - 1 : operation.Value;
            var zone = zones.TryGetValue(value, out var known) ? known : new Zone(value, long.MaxValue, long.MinValue);
            zones[value] = zone with { FirstEnd = Math.Min(zone.FirstEnd, operation.End), LastBegin = Math.Max(zone.LastBegin, operation.Begin) };
        }

        return zones.Values;
    }

    private static Zone? LastBefore(Zone[] forward, long instant)
    {
        int low = 0, high = forward.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = forward[middle].FirstEnd < instant ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : forward[low - 1];
    }
}
