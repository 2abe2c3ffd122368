// The hashes that a Merkle tree is made of.
using System.Globalization;
using System.IO.Hashing;
using System.Numerics;
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.AntiEntropy;

/// <summary>
/// Hashes of 64 bits. They find differences that happen by accident; they are no defence against somebody who looks for
/// two contents with one hash. The hash of nothing is 0.
/// </summary>
internal static class MerkleHash
{
    private const int FewChars = 40;
    private const ulong Left = 0x9E3779B97F4A7C15;
    private const ulong Right = 0xC2B2AE3D27D4EB4F;

    public static ulong OfKey(Key key)
    {
        Span<byte> text = stackalloc byte[key.Text.Length <= FewChars ? FewChars * 3 : Key.MaxBytes]; // clearing it costs time
        return XxHash3.HashToUInt64(text[..Encoding.UTF8.GetBytes(key.Text, text)]);
    }

    /// <summary>What a key with its versions adds to its leaf. The sum over a leaf has no order.</summary>
    public static ulong OfEntry(ulong keyHash, ulong digest) => Mix((keyHash * Left) ^ BitOperations.RotateLeft(digest * Right, 31));

    /// <summary>The hash of an inner node. Unlike a leaf's it has an order: a row can't wander from one half to the other.</summary>
    public static ulong OfChildren(ulong left, ulong right) =>
        (left | right) == 0 ? 0 : Mix((left * Left) + BitOperations.RotateLeft(right * Right, 32) + Right);

    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Text(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
