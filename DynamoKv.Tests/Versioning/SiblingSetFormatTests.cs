// The canonical bytes of a sibling set.
using CsCheck;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class SiblingSetFormatTests
{
    [Fact]
    public void Every_set_comes_back_from_its_bytes() =>
        Versions.AnySet.Sample(set => Assert.Equal(set, SiblingSet.Decode(set.Encode())), iter: PropertyRuns.Many);

    [Fact]
    public void Two_sets_are_equal_exactly_when_their_bytes_are() =>
        Gen.Select(Versions.AnySet, Versions.AnySet).Sample(
            (left, right) => Assert.Equal(left.Equals(right), left.Encode().SequenceEqual(right.Encode())),
            iter: PropertyRuns.Many);

    [Fact]
    public void The_order_in_which_versions_are_named_leaves_no_trace() =>
        Versions.AnySibling.Array[0, 6].Sample(
            siblings => Assert.Equal(SiblingSet.Of(siblings).Encode(), SiblingSet.Of(siblings.Reverse()).Encode()),
            iter: PropertyRuns.Many);

    [Fact]
    public void Whatever_is_accepted_is_canonical_and_whatever_is_not_is_a_format_error() =>
        Mutations.Of(Versions.AnySet.Select(set => set.Encode()))
            .Sample(AssertCanonicalOrRefused, iter: PropertyRuns.Fuzz);

    [Fact]
    public void Random_bytes_are_accepted_only_when_canonical() =>
        Gen.Byte.Array[0, 60].Sample(AssertCanonicalOrRefused, iter: PropertyRuns.Fuzz);

    [Fact]
    public void Every_beginning_of_the_bytes_is_refused() =>
        Versions.AnySet.Sample(
            set =>
            {
                var bytes = set.Encode();
                Assert.All(
                    Enumerable.Range(0, bytes.Length),
                    length => Assert.Throws<FormatException>(() => SiblingSet.Decode(bytes.AsSpan(0, length))));
            },
            iter: PropertyRuns.Few);

    [Fact]
    public void The_empty_set_takes_two_bytes() => Assert.Equal([1, 0], SiblingSet.Empty.Encode());

    [Fact]
    public void A_text_written_without_a_context_has_these_bytes()
    {
        var set = VersionRules.For(VersionMode.Dotted).Put(SiblingSet.Empty, null, Versions.Dot("A", 1));

        // Format and count; dot A/1:1; no past, time 0, plain text; five bytes "A/1:1".
        Assert.Equal("0101" + "01410101" + "000002" + "05412f313a31", Convert.ToHexStringLower(set.Encode()));
    }

    private static void AssertCanonicalOrRefused(byte[] bytes)
    {
        try
        {
            Assert.Equal(bytes, SiblingSet.Decode(bytes).Encode());
        }
        catch (FormatException refused)
        {
            Assert.Contains("at byte", refused.Message, StringComparison.Ordinal);
        }
    }
}
