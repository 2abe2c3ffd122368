// A point on the ring, and how keys and virtual nodes come to theirs.
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>
/// A point on the ring of 2^32 positions: the first four bytes, big-endian, of SHA-256. The paper hashes with MD5 onto
/// 2^128 (Dynamo 4.2); 32 bits of SHA-256 are this project's contract.
/// </summary>
/// <param name="Value">0 .. 2^32 - 1.</param>
public readonly record struct RingPosition(uint Value) : IComparable<RingPosition>
{
    /// <summary>How many positions the ring has: 2^32.</summary>
    public const long Count = 1L << 32;

    private const int LongestNumber = 10;

    /// <summary>Smaller first; the wrap at 2^32 is the ring's business, not this order's.</summary>
    public int CompareTo(RingPosition other) => Value.CompareTo(other.Value);

    /// <summary>Where a key lies: the hash of its UTF-8 bytes.</summary>
    public static RingPosition OfKey(Key key)
    {
        Span<byte> text = stackalloc byte[Key.MaxBytes];
        return OfBytes(text[..Encoding.UTF8.GetBytes(key.Text, text)]);
    }

    /// <summary>Where virtual node number <paramref name="index"/> of a node lies: the hash of "id:index".</summary>
    /// <exception cref="ArgumentOutOfRangeException">When the index is negative.</exception>
    public static RingPosition OfVirtualNode(NodeId node, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        Span<byte> text = stackalloc byte[NodeId.MaxLength + 1 + LongestNumber];
        var length = Encoding.UTF8.GetBytes(node.Value, text);
        text[length++] = (byte)':';
        index.TryFormat(text[length..], out var digits, provider: CultureInfo.InvariantCulture);
        return OfBytes(text[..(length + digits)]);
    }

    /// <summary>Ten digits at most, invariant.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private static RingPosition OfBytes(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return new RingPosition(BinaryPrimitives.ReadUInt32BigEndian(hash));
    }
}
