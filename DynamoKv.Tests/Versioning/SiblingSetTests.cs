// Versions and sets of them as values.
using CsCheck;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class SiblingSetTests
{
    [Fact]
    public void Equal_versions_count_once() =>
        Versions.AnySibling.Sample(
            version => Assert.Equal(1, SiblingSet.Of([version, version.WithPast(version.Past)]).Count),
            iter: PropertyRuns.Few);

    [Fact]
    public void Equal_sets_have_equal_hashes() =>
        Versions.AnySet.Sample(
            set => Assert.Equal(set.GetHashCode(), SiblingSet.Decode(set.Encode()).GetHashCode()),
            iter: PropertyRuns.Few);

    [Fact]
    public void The_context_covers_every_version_and_what_it_saw() =>
        Versions.AnySet.Sample(
            set => Assert.All(set.Siblings, version =>
                Assert.True(set.Context.Covers(version.Dot) && set.Context.Covers(version.Past))),
            iter: PropertyRuns.Many);

    [Fact]
    public void The_empty_set_has_seen_nothing_and_holds_nothing_live()
    {
        Assert.True(SiblingSet.Empty.Context.IsEmpty);
        Assert.False(SiblingSet.Empty.HasLiveValue);
        Assert.Same(SiblingSet.Empty, SiblingSet.Of([]));
    }

    [Fact]
    public void A_version_refuses_a_dot_that_names_no_write() =>
        Assert.Throws<ArgumentException>(() =>
            new Sibling(Versions.Dot("A", 0), VectorClock.Empty, default, "", default, isTombstone: false));

    [Theory]
    [InlineData("text/plain\n")]
    [InlineData("grün")]
    public void A_content_type_that_cannot_stand_in_a_header_is_refused(string contentType) =>
        Assert.Throws<ArgumentException>(() => new WriteContent(default, contentType));

    [Fact]
    public void A_text_comes_back_as_it_was_written() =>
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Sample(
            text =>
            {
                var dot = Versions.Dot("A", 1);
                var set = VersionRules.For(VersionMode.Dotted)
                    .Put(SiblingSet.Empty, null, WriteContent.Text(text), isTombstone: false, dot, default);
                Assert.Equal([text], SiblingSet.Decode(set.Encode()).Values());
            },
            iter: PropertyRuns.Many);
}
