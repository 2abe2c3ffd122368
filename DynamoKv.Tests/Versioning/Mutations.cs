// Good bytes, made bad.
using CsCheck;

namespace DynamoKv.Tests.Versioning;

/// <summary>Bytes with one to three wounds: a byte changed, left out, doubled, or the end moved.</summary>
internal static class Mutations
{
    public static Gen<byte[]> Of(Gen<byte[]> good) =>
        Gen.Select(good, Gen.Select(Gen.Int[0, 4], Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 3])
            .Select((bytes, wounds) => wounds.Aggregate(
                bytes, (wounded, wound) => Wound(wounded, wound.Item1, wound.Item2, wound.Item3)));

    private static byte[] Wound(byte[] bytes, int kind, int place, byte value)
    {
        var at = place % (bytes.Length + 1);
        var rest = Math.Min(at + 1, bytes.Length);
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[rest..]],
            1 => [.. bytes[..at], .. bytes[rest..]],
            2 => [.. bytes[..at], value, .. bytes[at..]],
            3 => bytes[..at],
            _ => [.. bytes, value],
        };
    }
}
