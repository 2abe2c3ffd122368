// Reads Protobuf by hand, without trusting a byte of it.
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>
/// Reads the fields of a message in ascending order, as they are written. A field that comes later than asked for stays; one
/// that was not asked for is of a newer version: it is skipped and counted.
/// </summary>
/// <param name="bytes">The message, from anywhere: nothing about it is trusted.</param>
/// <param name="tally">Counts what was skipped.</param>
internal ref struct WireReader(ReadOnlySpan<byte> bytes, WireTally tally)
{
    private const int NotRead = 0;
    private const int AtEnd = int.MaxValue;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly WireTally _tally = tally;
    private int _position;
    private int _field; // of the value that comes next
    private WireType _type;

    /// <summary>The number of the field that comes next; <see cref="int.MaxValue"/>: none.</summary>
    public int Next()
    {
        if (_field == NotRead)
            ReadTag();

        return _field;
    }

    /// <summary>Whether this field comes next; everything with a lower number is skipped.</summary>
    public bool Has(int field)
    {
        while (Next() < field)
            Skip();

        return _field == field;
    }

    /// <summary>Skips a field that this version does not know.</summary>
    public void Skip()
    {
        _ = _type switch
        {
            WireType.Varint => (long)Varint(),
            WireType.Fixed64 => Take(sizeof(ulong)).Length,
            WireType.Length => TakeLength().Length,
            WireType.Fixed32 => Take(sizeof(uint)).Length,
            _ => throw Bad("has a field of an unknown layout"),
        };
        _field = NotRead;
        _tally.UnknownFields++;
    }

    /// <summary>Whatever is left is of a newer version.</summary>
    public void End()
    {
        while (Next() != AtEnd)
            Skip();
    }

    /// <summary>int64; 0 when it is not there.</summary>
    public long Number(int field) => Has(field) ? (long)Value() : 0;

    /// <summary>The same, optional.</summary>
    public long? NumberOrNull(int field) => Has(field) ? (long)Value() : null;

    /// <summary>int32; 0 when it is not there.</summary>
    public int Count(int field) => Narrow(Number(field));

    /// <summary>The same, optional.</summary>
    public int? CountOrNull(int field) => NumberOrNull(field) is { } number ? Narrow(number) : null;

    /// <summary>sint64.</summary>
    public long Signed(int field)
    {
        var folded = (ulong)Number(field);
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    /// <summary>A point in time.</summary>
    public Instant Time(int field) => new(Signed(field));

    /// <summary>bool.</summary>
    public bool Flag(int field) => Number(field) != 0;

    /// <summary>An enumeration without gaps.</summary>
    /// <exception cref="UnknownWordException">When this version does not know the value.</exception>
    public T Word<T>(int field)
        where T : struct, Enum
    {
        var value = Number(field);
        return value is >= 0 and <= int.MaxValue && Enum.IsDefined(typeof(T), (int)value)
            ? (T)Enum.ToObject(typeof(T), (int)value)
            : throw new UnknownWordException(typeof(T).Name);
    }

    /// <summary>fixed64.</summary>
    public ulong Hash(int field)
    {
        if (!Has(field))
            return 0;

        Expect(WireType.Fixed64);
        _field = NotRead;
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
    }

    /// <summary>bytes that have to be there.</summary>
    public ReadOnlySpan<byte> Bytes(int field)
    {
        if (!Has(field))
            throw Bad($"lacks its field {field}");

        Expect(WireType.Length);
        _field = NotRead;
        return TakeLength();
    }

    /// <summary>The same, as an array of its own, from a message of which nothing else matters.</summary>
    public byte[] BytesOnce(int field) => Bytes(field).ToArray();

    /// <summary>bytes; none when they are not there.</summary>
    public ReadOnlySpan<byte> BytesOrNone(int field) => Has(field) ? Bytes(field) : [];

    /// <summary>A message inside this one that has to be there.</summary>
    public WireReader Message(int field) => new(Bytes(field), _tally);

    /// <summary>string; empty when it is not there.</summary>
    public string Text(int field)
    {
        if (!Has(field))
            return "";

        var text = Bytes(field);
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw Bad("holds a text that is no UTF-8");
    }

    /// <summary>The name of a node that has to be there.</summary>
    public NodeId Node(int field) => NodeNames.TryRead(Bytes(field), out var node) ? node : throw Bad("holds a name that is no node id");

    /// <summary>The same, optional.</summary>
    public NodeId? NodeOrNull(int field) => Has(field) ? Node(field) : null;

    /// <summary>A key that has to be there.</summary>
    public Key Key(int field) =>
        Primitives.Key.TryCreate(Text(field), out var key, out _) ? key : throw Bad("holds no key where one has to be");

    /// <summary>The same, optional.</summary>
    public Key? KeyOrNull(int field) => Has(field) ? Key(field) : null;

    /// <summary>A sibling set that has to be there.</summary>
    public SiblingSet Versions(int field) => SiblingSet.Decode(Bytes(field));

    /// <summary>A clock that has to be there.</summary>
    public VectorClock Clock(int field)
    {
        var reader = new CanonicalReader(Bytes(field), "clock");
        var clock = reader.Clock(int.MaxValue);
        reader.End();
        return clock;
    }

    private readonly WireException Bad(string what) => new($"A message {what} (byte {_position} of {_bytes.Length}).");

    private readonly int Narrow(long value) => value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Bad("holds a number out of range");

    private ulong Value()
    {
        Expect(WireType.Varint);
        _field = NotRead;
        return Varint();
    }

    private readonly void Expect(WireType type)
    {
        if (_type != type)
            throw Bad($"has its field {_field} in another layout");
    }

    private void ReadTag()
    {
        if (_position == _bytes.Length)
        {
            _field = AtEnd;
            return;
        }

        var tag = Varint();
        _type = (WireType)(tag & 7);
        _field = tag is >= 8 and <= uint.MaxValue ? (int)(tag >> 3) : throw Bad("has a field without a number");
    }

    private ReadOnlySpan<byte> TakeLength()
    {
        var length = Varint();
        return length <= (ulong)(_bytes.Length - _position) ? Take((int)length) : throw Bad("is cut off");
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _bytes.Length - _position)
            throw Bad("is cut off");

        _position += bytes;
        return _bytes.Slice(_position - bytes, bytes);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position == _bytes.Length)
                throw Bad("is cut off");

            var part = _bytes[_position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Bad("holds a number that is longer than 64 bits");
    }
}
