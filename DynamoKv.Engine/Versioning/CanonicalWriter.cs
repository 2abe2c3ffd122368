// Writes the compact canonical bytes of clocks and versions.
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// Writes canonical bytes into a buffer that the caller made large enough. Numbers are varints: seven bits a byte, the
/// lowest first, the top bit set on all but the last. Signed numbers are folded so that small ones of both signs stay
/// short.
/// </summary>
internal ref struct CanonicalWriter(Span<byte> buffer)
{
    /// <summary>The longest varint, in bytes.</summary>
    public const int MaxVarintBytes = 10;

    /// <summary>The longest node name with its length, in bytes.</summary>
    public const int MaxNodeBytes = NodeId.MaxLength + 1;

    /// <summary>The longest pair of a clock: a node and three numbers, in bytes.</summary>
    public const int MaxEntryBytes = MaxNodeBytes + (3 * MaxVarintBytes);

    private readonly Span<byte> _buffer = buffer;
    private int _position;

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._position];

    public void Byte(byte value) => _buffer[_position++] = value;

    public void Number(long value) => Varint((ulong)value);

    public void Time(Instant time) => Varint((ulong)((time.Microseconds << 1) ^ (time.Microseconds >> 63)));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[_position..]);
        _position += bytes.Length;
    }

    public void ShortText(string ascii)
    {
        Byte((byte)ascii.Length);
        _position += Encoding.ASCII.GetBytes(ascii, _buffer[_position..]);
    }

    public void Text(string text)
    {
        Number(Encoding.UTF8.GetByteCount(text));
        _position += Encoding.UTF8.GetBytes(text, _buffer[_position..]);
    }

    public void Actor(VersionActor actor)
    {
        ShortText(actor.Node.Value);
        Number(actor.Incarnation);
    }

    /// <summary>Twice the number of pairs, plus one when times follow; then the pairs in their order.</summary>
    public void Clock(VectorClock clock)
    {
        var hasTimes = HasTimes(clock);
        Number((clock.Count * 2L) + (hasTimes ? 1 : 0));
        foreach (var entry in clock.Entries)
        {
            Actor(entry.Actor);
            Number(entry.Counter);
            if (hasTimes)
            {
                Time(entry.UpdatedAt);
            }
        }
    }

    internal static bool HasTimes(VectorClock clock)
    {
        foreach (var entry in clock.Entries)
        {
            if (entry.UpdatedAt != Instant.Zero)
            {
                return true;
            }
        }

        return false;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }
}
