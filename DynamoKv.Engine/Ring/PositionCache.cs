// Remembers where keys lie: hashing a key costs more than all else that a replica does with it.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>
/// The positions of the keys seen last. Which keys share a slot differs from process to process; what it answers does not.
/// </summary>
internal sealed class PositionCache
{
    private const int Slots = 16_384; // a power of two

    private readonly (string? Text, RingPosition Position)[] _known = new (string?, RingPosition)[Slots];
    private (string? Text, RingPosition Position) _last;

    public RingPosition Of(Key key)
    {
        if (!ReferenceEquals(_last.Text, key.Text)) // one step asks again and again for one key
        {
            _last = (key.Text, Find(key));
        }

        return _last.Position;
    }

    private RingPosition Find(Key key)
    {
        ref var slot = ref _known[key.Text.GetHashCode(StringComparison.Ordinal) & (Slots - 1)];
        if (slot.Text != key.Text)
        {
            slot = (key.Text, RingPosition.OfKey(key));
        }

        return slot.Position;
    }
}
