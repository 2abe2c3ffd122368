// Writes Protobuf by hand, into bytes that are used again for the next frame.
using System.Buffers.Binary;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>
/// Writes the fields of wire.proto in ascending order, as every serializer of Protobuf does; defaults are left out. It allocates
/// nothing once its bytes are large enough. For one thread at a time.
/// </summary>
internal sealed class WireWriter
{
    private const int KeptBytes = 1 << 20;
    private const int MaxTagBytes = 5;
    private const int MaxVarintBytes = 10;

    private byte[] _bytes = new byte[1024];
    private int _position;

    /// <summary>How much was written.</summary>
    public int Length => _position;

    /// <summary>What was written; good until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _position);

    /// <summary>Forgets what was written; an unusually large buffer is given up.</summary>
    public void Clear()
    {
        _position = 0;
        if (_bytes.Length > KeptBytes)
            _bytes = new byte[1024];
    }

    /// <summary>Forgets what was written after this length.</summary>
    public void CutTo(int length) => _position = length;

    /// <summary>int64, int32, uint32, an enumeration.</summary>
    public void Number(int field, long value)
    {
        if (value != 0)
            NumberAlways(field, value);
    }

    /// <summary>The same, optional: null is left out, 0 is not.</summary>
    public void Number(int field, long? value)
    {
        if (value is { } number)
            NumberAlways(field, number);
    }

    /// <summary>sint64: short for small numbers of both signs.</summary>
    public void Signed(int field, long value) => Number(field, (value << 1) ^ (value >> 63));

    /// <summary>A point in time as sint64.</summary>
    public void Time(int field, Instant time) => Signed(field, time.Microseconds);

    /// <summary>bool.</summary>
    public void Flag(int field, bool value) => Number(field, value ? 1 : 0);

    /// <summary>fixed64: a hash.</summary>
    public void Hash(int field, ulong value)
    {
        if (value == 0)
            return;

        Tag(field, WireType.Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);
        _position += sizeof(ulong);
    }

    /// <summary>string; the empty one is left out.</summary>
    public void Text(int field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            TextAlways(field, value);
    }

    /// <summary>The name of a node, as string; null is left out.</summary>
    public void Node(int field, NodeId? node) => Text(field, node?.Value);

    /// <summary>A key, as string; null is left out.</summary>
    public void Key(int field, Key? key) => Text(field, key?.Text);

    /// <summary>bytes, written even when there are none.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Length);
        Varint((ulong)value.Length);
        value.CopyTo(Room(value.Length));
        _position += value.Length;
    }

    /// <summary>A sibling set, as the bytes that are also stored and hashed.</summary>
    public void Versions(int field, SiblingSet versions)
    {
        var mark = Open(field);
        _position += SiblingSetFormat.WriteTo(versions, Room(SiblingSetFormat.Bound(versions)));
        Close(mark);
    }

    /// <summary>A clock, as its canonical bytes.</summary>
    public void Clock(int field, VectorClock clock)
    {
        var mark = Open(field);
        var writer = new CanonicalWriter(Room(CanonicalWriter.MaxVarintBytes + (clock.Count * CanonicalWriter.MaxEntryBytes)));
        writer.Clock(clock);
        _position += writer.Written.Length;
        Close(mark);
    }

    /// <summary>Begins a message inside this one.</summary>
    /// <returns>To be given to <see cref="Close"/>.</returns>
    public int Open(int field)
    {
        Tag(field, WireType.Length);
        Room(1);
        return _position++;
    }

    /// <summary>Ends a message inside this one: only now its length is known, and may need more than the one byte kept for it.</summary>
    public void Close(int mark)
    {
        var start = mark + 1;
        var length = _position - start;
        if (length >= 0x80)
        {
            var more = SizeOf((uint)length) - 1;
            Room(more);
            _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(start + more));
            _position += more;
        }

        var end = _position;
        _position = mark;
        Varint((ulong)length);
        _position = end;
    }

    private void NumberAlways(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    private void TextAlways(int field, string value)
    {
        Tag(field, WireType.Length);
        if (value.Length <= 0x7F / 3)
        {
            var written = Encoding.UTF8.GetBytes(value, Room(0x80)[1..]);
            _bytes[_position] = (byte)written;
            _position += written + 1;
            return;
        }

        Varint((ulong)Encoding.UTF8.GetByteCount(value));
        _position += Encoding.UTF8.GetBytes(value, Room(Encoding.UTF8.GetMaxByteCount(value.Length)));
    }

    private void Tag(int field, WireType type)
    {
        Room(MaxTagBytes);
        Varint(((uint)field << 3) | (uint)type);
    }

    private void Varint(ulong value)
    {
        var room = Room(MaxVarintBytes);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            room[count++] = (byte)(value | 0x80);

        room[count] = (byte)value;
        _position += count + 1;
    }

    private static int SizeOf(uint value) => value < 1 << 14 ? value < 1 << 7 ? 1 : 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _position < bytes)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)_position + bytes)));

        return _bytes.AsSpan(_position);
    }
}

/// <summary>How a field's value is laid out.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
}
