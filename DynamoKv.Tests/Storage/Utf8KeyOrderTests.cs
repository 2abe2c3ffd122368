// The order of keys against the bytes themselves.
using System.Text;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Storage;

public sealed class Utf8KeyOrderTests
{
    // Few characters, on both sides of every boundary between lengths of UTF-8 and around the surrogates.
    private static readonly Gen<Key> AnyKey = Gen
        .OneOf(0x41, 0x42, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF)
        .Array[1, 5]
        .Select(points => Key.Of(string.Concat(points.Select(char.ConvertFromUtf32))));

    [Fact]
    public void Keys_stand_in_the_order_of_their_utf8_bytes() =>
        Gen.Select(AnyKey, AnyKey).Sample(
            (left, right) =>
                Math.Sign(Utf8KeyOrder.Instance.Compare(left, right)) == Math.Sign(CompareBytes(left, right)),
            iter: 10_000);

    private static int CompareBytes(Key left, Key right) =>
        Encoding.UTF8.GetBytes(left.Text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.Text));
}
