// What a protocol keeps beside a value.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class MetadataTests
{
    private static readonly WriteContent Content = WriteContent.Text("v") with { Metadata = "X-Riak-Meta-Color: grün\n" };

    [Theory]
    [InlineData(VersionMode.Dotted)]
    [InlineData(VersionMode.VectorClock)]
    [InlineData(VersionMode.LastWriteWins)]
    public void Metadata_stays_with_its_version_through_puts_merges_and_bytes(VersionMode mode)
    {
        var rules = VersionRules.For(mode);
        var one = rules.Put(SiblingSet.Empty, null, Content, isTombstone: false, Versions.Dot("A", 1), Versions.At(1));
        var other = rules.Put(SiblingSet.Empty, null, WriteContent.Text("w"), isTombstone: false, Versions.Dot("B", 1), default);

        var merged = SiblingSet.Decode(rules.Merge(one, other).Encode());

        Assert.Equal(Content.Metadata, merged.Siblings[0].Metadata);
        Assert.Equal("", merged.Siblings.Length > 1 ? merged.Siblings[1].Metadata : "");
    }

    [Fact]
    public void Versions_that_differ_in_metadata_only_are_not_equal()
    {
        var plain = Put(WriteContent.Text("v"));
        var other = Put(Content);

        Assert.NotEqual(plain, other);
        Assert.NotEqual(plain.Digest, other.Digest);
    }

    [Fact]
    public void A_version_without_metadata_has_the_bytes_that_it_always_had() =>
        Assert.Equal("0101" + "01410101" + "000002" + "0176", Convert.ToHexStringLower(Put(WriteContent.Text("v")).Encode()));

    [Fact]
    public void Metadata_that_is_too_long_or_no_text_is_refused()
    {
        Assert.Throws<ArgumentException>(() => WriteContent.None with { Metadata = new string('x', WriteContent.MaxMetadataBytes + 1) });
        Assert.Throws<ArgumentException>(() => WriteContent.None with { Metadata = "\ud800" });
        Assert.Equal(WriteContent.MaxMetadataBytes, (WriteContent.None with { Metadata = new string('x', WriteContent.MaxMetadataBytes) }).Metadata.Length);
    }

    [Fact]
    public void A_value_whose_time_is_over_keeps_no_metadata()
    {
        var set = Put(Content with { TimeToLive = TimeSpan.FromSeconds(1) });

        Assert.Equal("", set.AsOf(Versions.At(9)).Siblings[0].Metadata);
    }

    private static SiblingSet Put(WriteContent content) =>
        VersionRules.For(VersionMode.Dotted).Put(SiblingSet.Empty, null, content, isTombstone: false, Versions.Dot("A", 1), default);
}
