// Reads the compact canonical bytes of clocks and versions, and refuses everything else.
using System.Globalization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// Reads what <see cref="CanonicalWriter"/> wrote. There is exactly one way to write a thing, so every other way is
/// refused with a <see cref="FormatException"/>; nothing is allocated that the bytes left could not fill.
/// </summary>
/// <param name="bytes">The bytes, from anywhere: nothing about them is trusted.</param>
/// <param name="subject">What they should be, for the error.</param>
internal ref struct CanonicalReader(ReadOnlySpan<byte> bytes, string subject)
{
    // A pair is at least a length, one letter, an incarnation and a counter.
    private const int MinEntryBytes = 4;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly string _subject = subject;
    private int _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _bytes.Length - _position;

    public byte Byte(string what) => Left > 0 ? _bytes[_position++] : throw Bad($"{what} is missing");

    public ReadOnlySpan<byte> Bytes(long length, string what)
    {
        if (length > Left)
        {
            throw Bad($"{what} needs {length} bytes and {Left} are left");
        }

        var slice = _bytes.Slice(_position, (int)length);
        _position += slice.Length;
        return slice;
    }

    /// <summary>A number from <paramref name="least"/> up to the largest long.</summary>
    public long Number(long least, string what)
    {
        var start = _position;
        var value = Varint(what);
        return value <= long.MaxValue && (long)value >= least
            ? (long)value
            : throw Bad($"{what} is out of range", start);
    }

    public Instant Time(string what)
    {
        var folded = Varint(what);
        return new Instant((long)(folded >> 1) ^ -(long)(folded & 1));
    }

    public NodeId Node(int length, string what)
    {
        var start = _position;
        return NodeNames.TryRead(Bytes(length, what), out var node) ? node : throw Bad($"{what} is no node id", start);
    }

    public VersionActor Actor()
    {
        var node = Node(Byte("the length of a node id"), "a node id");
        return new VersionActor(node, Number(0, "an incarnation"));
    }

    public VectorClock Clock(int maxEntries)
    {
        var start = _position;
        var header = Number(0, "the size of a clock");
        var (count, hasTimes) = (header >> 1, (header & 1) == 1);
        if (count > Math.Min(maxEntries, Left / MinEntryBytes))
        {
            throw Bad($"a clock of {count} pairs does not fit here", start);
        }

        var entries = new ClockEntry[count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = Entry(hasTimes);
            if (i > 0 && entries[i - 1].Actor.CompareTo(entries[i].Actor) >= 0)
            {
                throw Bad($"the pair {i + 1} of a clock is not in order");
            }
        }

        var clock = VectorClock.FromSorted(entries);
        return hasTimes == CanonicalWriter.HasTimes(clock)
            ? clock
            : throw Bad("a clock says it has times and has none", start);
    }

    public readonly void End()
    {
        if (Left > 0)
        {
            throw Bad($"{Left} bytes follow the end");
        }
    }

    public readonly FormatException Bad(string what) => Bad(what, _position);

    public readonly FormatException Bad(string what, int position) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The {_subject} is damaged at byte {position}: {what}."));

    private ClockEntry Entry(bool hasTimes) =>
        new(Actor(), Number(1, "a counter"), hasTimes ? Time("the time of a pair") : Instant.Zero);

    private ulong Varint(string what)
    {
        var start = _position;
        ulong value = 0;
        for (var shift = 0; shift < 7 * CanonicalWriter.MaxVarintBytes; shift += 7)
        {
            var part = Byte(what);
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                var isCanonical = (part != 0 || shift == 0) && (shift < 63 || part == 1);
                return isCanonical ? value : throw Bad($"{what} is written longer than it needs", start);
            }
        }

        throw Bad($"{what} is longer than 64 bits", start);
    }
}
