// How much went by in the last seconds.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>Counts keys and bytes by the second and knows the mean of the last few.</summary>
internal sealed class RateMeter
{
    private const int Seconds = 5;

    private readonly (long Second, long Keys, long Bytes)[] _slots = new (long, long, long)[Seconds];
    private long _first = -1;

    public void Count(Instant now, long keys, long bytes)
    {
        var second = SecondOf(now);
        _first = _first < 0 ? second : _first;
        ref var slot = ref _slots[second % Seconds];
        slot = slot.Second == second ? (second, slot.Keys + keys, slot.Bytes + bytes) : (second, keys, bytes);
    }

    /// <summary>Keys and bytes a second.</summary>
    public (double Keys, double Bytes) PerSecond(Instant now)
    {
        var (keys, bytes) = (0.0, 0.0);
        foreach (var slot in _slots)
        {
            if (slot.Second > SecondOf(now) - Seconds)
                (keys, bytes) = (keys + slot.Keys, bytes + slot.Bytes);
        }

        var watched = _first < 0 ? 1 : Math.Clamp(SecondOf(now) - _first + 1, 1, Seconds);
        return (keys / watched, bytes / watched);
    }

    private static long SecondOf(Instant now) => now.Microseconds / 1_000_000;
}
