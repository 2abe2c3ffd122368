// Values whose time is over.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class ExpiryTests
{
    private static readonly Dot First = new(new VersionActor(new NodeId("A"), 1), 1);

    [Theory]
    [InlineData(VersionMode.Dotted)]
    [InlineData(VersionMode.VectorClock)]
    [InlineData(VersionMode.LastWriteWins)]
    public void A_value_lives_until_its_time_is_over_and_reads_as_a_tombstone_of_the_same_write_then(VersionMode mode)
    {
        var content = WriteContent.Text("milk") with { TimeToLive = TimeSpan.FromSeconds(1) };
        var set = VersionRules.For(mode).Put(SiblingSet.Empty, null, content, isTombstone: false, First, new Instant(5));
        var due = new Instant(1_000_005);

        Assert.Same(set, set.AsOf(new Instant(due.Microseconds - 1)));
        var after = set.AsOf(due);
        Assert.False(after.HasLiveValue);
        Assert.Equal(First, after.Siblings[0].Dot);
        Assert.Equal(set.Context, after.Context);
        Assert.True(set.HasLiveValue);
    }

    [Fact]
    public void The_end_of_a_values_life_is_kept_in_its_bytes_and_costs_others_none()
    {
        var plain = new Sibling(First, VectorClock.Empty, "milk"u8.ToArray(), "", Instant.Zero, false);
        var mortal = new Sibling(First, VectorClock.Empty, "milk"u8.ToArray(), "", Instant.Zero, false) { ExpiresAt = new Instant(9) };
        var (without, with) = (SiblingSet.Of([plain]), SiblingSet.Of([mortal]));

        Assert.Equal(with, SiblingSet.Decode(with.Encode()));
        Assert.NotEqual(without, with);
        Assert.NotEqual(without.Digest, with.Digest);
        Assert.Equal(new Instant(9), SiblingSet.Decode(with.Encode()).Siblings[0].ExpiresAt);
        Assert.Equal(without.Encode().Length + 1, with.Encode().Length);
    }

    [Fact]
    public void A_tombstone_has_no_end_of_life()
    {
        var content = WriteContent.None with { TimeToLive = TimeSpan.FromSeconds(1) };
        var set = VersionRules.For(VersionMode.Dotted).Put(SiblingSet.Empty, null, content, isTombstone: true, First, Instant.Zero);
        Assert.Null(set.Siblings[0].ExpiresAt);
    }
}
