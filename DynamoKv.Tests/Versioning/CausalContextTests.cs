// The opaque context of a client.
using System.Buffers.Text;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class CausalContextTests
{
    private const string Damaged =
        "The context is damaged: read the key again and send the context that comes with it.";

    private static readonly Gen<CausalContext> Contexts =
        Gen.Select(Versions.AnyClock, Versions.Actor, Gen.Bool, (clock, actor, isKnown) =>
            new CausalContext(clock, isKnown ? actor.Node : null));

    [Fact]
    public void Every_context_comes_back_from_its_text() =>
        Contexts.Sample(
            context =>
            {
                Assert.True(CausalContext.TryDecode(context.Encode(), out var decoded, out var error), error);
                Assert.Equal(context, decoded);
            },
            iter: PropertyRuns.Many);

    [Fact]
    public void The_text_can_stand_in_a_header_or_an_address() =>
        Contexts.Sample(
            context => Assert.Matches("^[A-Za-z0-9_-]+$", context.Encode()),
            iter: PropertyRuns.Few);

    [Fact]
    public void A_damaged_text_is_refused_or_is_another_good_one() =>
        Mutations.Of(Contexts.Select(context => Base64Url.DecodeFromChars(context.Encode()))).Sample(
            bytes => AssertGoodOrRefused(Base64Url.EncodeToString(bytes)),
            iter: PropertyRuns.Fuzz);

    [Fact]
    public void Random_text_never_throws() => Gen.String[0, 60].Sample(AssertGoodOrRefused, iter: PropertyRuns.Fuzz);

    [Fact]
    public void A_context_of_the_most_and_longest_pairs_fits()
    {
        var longest = new NodeId(new string('z', NodeId.MaxLength));
        var pairs = Enumerable.Range(0, CausalContext.MaxEntries)
            .Select(i => new VersionActor(longest, long.MaxValue - i))
            .Select(actor => new ClockEntry(actor, long.MaxValue, new Instant(long.MinValue)));

        var text = new CausalContext(VectorClock.Of(pairs), longest).Encode();

        Assert.InRange(text.Length, CausalContext.MaxTextLength - 1024, CausalContext.MaxTextLength);
        Assert.True(CausalContext.TryDecode(text, out _, out _));
    }

    [Fact]
    public void A_context_of_one_pair_too_many_is_not_given_out()
    {
        var pairs = Enumerable.Range(0, CausalContext.MaxEntries + 1)
            .Select(i => new ClockEntry(Versions.Life("A", i), 1));
        var context = new CausalContext(VectorClock.Of(pairs), FastestReplica: null);

        Assert.Throws<InvalidOperationException>(context.Encode);
    }

    [Fact]
    public void A_context_of_one_pair_too_many_is_not_taken()
    {
        var writer = new CanonicalWriter(new byte[CausalContext.MaxTextLength]);
        writer.Byte(1);
        writer.ShortText("");
        writer.Clock(VectorClock.Of(
            Enumerable.Range(0, CausalContext.MaxEntries + 1).Select(i => new ClockEntry(Versions.Life("A", i), 1))));

        AssertRefused(Base64Url.EncodeToString(writer.Written), Damaged);
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused_before_it_is_decoded() =>
        AssertRefused(
            new string('A', CausalContext.MaxTextLength + 1),
            $"The context is longer than {CausalContext.MaxTextLength:N0} characters: "
            + "read the key again and send the context that comes with it.");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_empty_text_is_refused(string? text) =>
        AssertRefused(text, "The context is empty: read the key again and send the context that comes with it.");

    [Theory]
    [InlineData("AQAA=")]
    [InlineData(" AQAA")]
    [InlineData("AQ+/")]
    [InlineData("AgAA")]
    [InlineData("käse")]
    public void Any_other_spelling_and_any_other_version_is_refused(string text) => AssertRefused(text, Damaged);

    [Fact]
    public void The_context_of_nothing_has_this_text() =>
        Assert.Equal("AQAA", new CausalContext(VectorClock.Empty, FastestReplica: null).Encode());

    private static void AssertRefused(string? text, string expected)
    {
        Assert.False(CausalContext.TryDecode(text, out var context, out var error));
        Assert.Null(context);
        Assert.Equal(expected, error);
    }

    private static void AssertGoodOrRefused(string text)
    {
        if (CausalContext.TryDecode(text, out var context, out var error))
        {
            Assert.Equal(text, context.Encode());
        }
        else
        {
            Assert.StartsWith("The context is ", error, StringComparison.Ordinal);
        }
    }
}
