// A stretch of the ring.

namespace DynamoKv.Engine.Ring;

/// <summary>
/// The positions after <paramref name="Start"/> up to and with <paramref name="End"/>, clockwise, wrapping at 2^32.
/// Equal ends make the whole ring.
/// </summary>
/// <param name="Start">Exclusive.</param>
/// <param name="End">Inclusive.</param>
public readonly record struct RingRange(RingPosition Start, RingPosition End)
{
    /// <summary>How many positions it holds: 1 .. 2^32.</summary>
    public long Length => Start == End ? RingPosition.Count : unchecked(End.Value - Start.Value);

    /// <summary>Whether a position lies in it.</summary>
    public bool Contains(RingPosition position) =>
        Start == End || unchecked(position.Value - Start.Value - 1) < unchecked(End.Value - Start.Value);
}
