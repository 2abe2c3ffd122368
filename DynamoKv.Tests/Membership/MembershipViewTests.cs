// The laws of views: gossip may bring them in any order and any number of times.
using System.Collections.Immutable;
using CsCheck;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Membership;

public sealed class MembershipViewTests
{
    private static readonly Gen<MemberRecord> Records = Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Enum<MemberPhase>(), Gen.Int[0, 3], Gen.Int[0, 2],
        (node, tokens, generation, phase, changed, rack) => new MemberRecord(
            new NodeId($"n{node}"), "", tokens, rack == 0 ? null : $"r{rack}", generation, phase, new Instant(changed), Stays(generation, phase, changed)));

    private static readonly Gen<MembershipView> Views =
        Gen.Select(Records.Array[0, 6], Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 6], (records, pulses) =>
            pulses.Aggregate(
                MembershipView.Of(records.DistinctBy(record => record.Id)),
                (view, pulse) => view.With(new NodeId($"n{pulse.Item1}"), new Pulse(pulse.Item2, pulse.Item3, (ulong)pulse.Item3))));

    [Fact]
    public void Merging_is_commutative_associative_and_idempotent() =>
        Gen.Select(Views, Views, Views).Sample((a, b, c) =>
        {
            AssertSame(a.Merge(b), b.Merge(a));
            AssertSame(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
            Assert.Same(a, a.Merge(a));
            var both = a.Merge(b);
            Assert.Same(both, both.Merge(b));
        });

    [Fact]
    public void A_merge_never_goes_back() =>
        Gen.Select(Views, Views).Sample((a, b) =>
        {
            var merged = a.Merge(b);
            Assert.True(merged.Epoch >= Math.Max(a.Epoch, b.Epoch));
            foreach (var (record, pulse) in a.Members)
            {
                var found = merged.Find(record.Id)!.Value;
                Assert.True(found.Record.Step >= record.Step);
                Assert.False(pulse.IsNewerThan(found.Pulse));
            }
        });

    [Fact]
    public void Equal_records_have_equal_digests_and_different_ones_have_not() =>
        Gen.Select(Views, Views).Sample((a, b) => Assert.Equal(
            a.Members.Select(member => member.Record).SequenceEqual(b.Members.Select(member => member.Record)), a.Digest == b.Digest));

    [Fact]
    public void What_is_kept_can_be_read_again() =>
        Views.Sample(view => Assert.Equal(view.Members.Select(member => member.Record), MembershipFormat.Decode(MembershipFormat.Encode(view))));

    [Fact]
    public void Damaged_bytes_are_refused_with_their_line()
    {
        Assert.Throws<FormatException>(() => MembershipFormat.Decode("members/2\n"u8));
        Assert.Throws<FormatException>(() => MembershipFormat.Decode("members/1\nA\t"u8));
        var refusal = Assert.Throws<FormatException>(() => MembershipFormat.Decode("members/1\nA\t\tx\t-\t0\t1\t0\t\n"u8));
        Assert.Contains("line 2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PartitionStrategy.RandomTokens)]
    [InlineData(PartitionStrategy.RandomTokensEqualPartitions)]
    [InlineData(PartitionStrategy.EqualPartitionsEqualTokens)]
    public void The_next_ring_of_a_change_is_the_current_one_after_its_end(PartitionStrategy strategy)
    {
        var founders = Enumerable.Range(0, 4).Select(number => new RingMember(new NodeId($"n{number}"), 4)).ToArray();
        var rings = new RingCatalogue(HashRing.Build(founders, new RingOptions(strategy, 32)));
        var view = MembershipView.Of(founders.Select(MemberRecord.Founder));
        view = view.With(new MemberRecord(new NodeId("m"), "", 4, null, 0, MemberPhase.Joining, new Instant(5), []));
        view = view.With(view.Find(new NodeId("n1"))!.Value.Record with { Phase = MemberPhase.Leaving, ChangedAt = new Instant(5) });

        var next = view.Place(rings)!.Next!;
        var after = view.Completed().Place(rings)!;
        Assert.Null(after.Next);
        Assert.Equal(next.Tokens, after.Current.Tokens);
        Assert.DoesNotContain(after.Current.Members, member => member.Id == new NodeId("n1"));
    }

    private static ImmutableArray<Stay> Stays(int generation, MemberPhase phase, int changed)
    {
        var past = Enumerable.Range(0, generation).Select(number => new Stay(new Instant(number), new Instant(number)));
        return phase == MemberPhase.Joining ? [.. past]
            : [.. past, new Stay(new Instant(changed), phase == MemberPhase.Removed ? new Instant(changed) : null)];
    }

    private static void AssertSame(MembershipView left, MembershipView right) => Assert.Equal(left.Members.AsEnumerable(), right.Members);
}
