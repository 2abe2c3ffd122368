// How evenly the ring is dealt, against the formulas.
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

public sealed class SharesTests
{
    [Fact]
    public void Shares_are_the_sum_of_the_partitions_whose_list_begins_with_the_member() =>
        DumbRing.Places.Sample(place =>
        {
            var ring = HashRing.Build(place.Members, place.Options);
            var expected = ring.Members.Select(member => (member.Id, ring.Partitions()
                .Where(partition => ring.PreferenceList(partition.End, 1)[0] == member.Id)
                .Sum(partition => partition.Length) / (double)RingPosition.Count));
            Assert.Equal(expected, ring.Shares());
        });

    [Fact]
    public void Shares_add_up_to_one() =>
        DumbRing.Places.Sample(place =>
            Assert.Equal(1, HashRing.Build(place.Members, place.Options).Shares().Sum(share => share.Share), 1e-12));

    // A share is Beta(V, S*V - V). 2,000 shares estimate the coefficient to 1.6 % (one sigma); 6 % are allowed.
    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 16)]
    [InlineData(10, 150)]
    [InlineData(40, 20)]
    public void Shares_vary_as_the_formula_says(int members, int tokens)
    {
        var deviations = Enumerable.Range(0, 2_000 / members).SelectMany(seed => Shares(seed, members, tokens))
            .Select(share => Math.Pow((share * members) - 1, 2));
        var expected = Math.Sqrt((members - 1) / ((members * (double)tokens) + 1));
        Assert.InRange(Math.Sqrt(deviations.Average()) / expected, 0.94, 1.06);
    }

    // The largest of S spacings has the mean H_S/S; 2,000 rings estimate it to 0.9 % (one sigma), 3 % are allowed.
    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    public void With_one_token_a_node_the_largest_share_is_the_harmonic_number_times_the_mean(int members)
    {
        var harmonic = Enumerable.Range(1, members).Sum(i => 1.0 / i);
        var mean = Enumerable.Range(0, 2_000).Average(seed => Shares(seed, members, 1).Max() * members);
        Assert.InRange(mean / harmonic, 0.97, 1.03);
    }

    [Fact]
    public void A_members_share_grows_with_its_weight()
    {
        var heavy = Enumerable.Range(0, 100).Average(seed => HashRing.Build(
            [new(new NodeId($"s{seed}-light"), 100), new(new NodeId($"s{seed}-heavy"), 300)], new()).Shares()[0].Share);
        Assert.InRange(heavy, 0.74, 0.76);
    }

    [Fact]
    public void Strategy_three_shares_the_ring_evenly() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[12, 99]).Sample((members, partitions) =>
        {
            var options = new RingOptions(PartitionStrategy.EqualPartitionsEqualTokens, partitions);
            var shares = HashRing.Build(Members(1, members, 1), options).Shares().Select(share => share.Share);
            Assert.InRange(shares.Max() - shares.Min(), 0, (1.0 / partitions) + 1e-8);
        });

    private static IEnumerable<double> Shares(int seed, int members, int tokens) =>
        HashRing.Build(Members(seed, members, tokens), new()).Shares().Select(share => share.Share);

    private static IEnumerable<RingMember> Members(int seed, int members, int tokens) =>
        Enumerable.Range(0, members).Select(i => new RingMember(new NodeId($"s{seed}-{i}"), tokens));
}
