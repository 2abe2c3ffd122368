// The engine's only source of chance.
using CsCheck;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Primitives;

public sealed class DeterministicRandomTests
{
    // Golden: xoshiro256** seeded by four steps of SplitMix64, written a second time in Python from the definitions.
    [Theory]
    [InlineData(0UL, 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c)]
    [InlineData(1UL, 0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514, 0x642e1c7bc266a3a7)]
    [InlineData(42UL, 0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1, 0xecb8ad4703b360a1)]
    [InlineData(ulong.MaxValue, 0x8f5520d52a7ead08, 0xc476a018caa1802d, 0x81de31c0d260469e, 0xbf658d7e065f3c2f)]
    public void A_seed_gives_the_numbers_it_always_gave(
        ulong seed, ulong first, ulong second, ulong third, ulong fourth)
    {
        var random = new DeterministicRandom(seed);
        Assert.Equal(
            [first, second, third, fourth],
            new[] { random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64() });
    }

    // Golden: the seed of a stream is XxHash64 of its name under the parent's seed, also written again in Python.
    [Theory]
    [InlineData("network", 0x3f81a0593825ea97)]
    [InlineData("faults", 0x574f2bfffb3d9cb6)]
    public void A_stream_gives_the_numbers_it_always_gave(string concern, ulong first) =>
        Assert.Equal(first, new DeterministicRandom(42).Stream(concern).NextUInt64());

    [Fact]
    public void A_stream_does_not_depend_on_what_was_drawn_before()
    {
        var random = new DeterministicRandom(7);
        var early = random.Stream("faults");
        random.NextUInt64();
        Assert.Equal(early.NextUInt64(), random.Stream("faults").NextUInt64());
    }

    // Chi squared with 9 degrees of freedom stays under 27.9 in 999 of 1,000 cases; the seed is fixed.
    [Fact]
    public void Bounded_numbers_are_uniform()
    {
        var random = new DeterministicRandom(2026);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[random.NextInt32(10)]++;
        }

        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 27.9);
    }

    [Fact]
    public void Bounded_numbers_stay_in_their_bound() =>
        Gen.Select(Gen.ULong, Gen.Int[1, int.MaxValue]).Sample((seed, bound) =>
            Assert.InRange(new DeterministicRandom(seed).NextInt32(bound), 0, bound - 1));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bound_that_is_not_positive_is_refused(int bound) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeterministicRandom(1).NextInt32(bound));

    [Fact]
    public void Fractions_lie_from_zero_to_below_one_and_have_the_mean_and_variance_of_uniform_ones()
    {
        var random = new DeterministicRandom(11);
        var fractions = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();
        Assert.InRange(fractions.Min(), 0, 0.001);
        Assert.InRange(fractions.Max(), 0.999, Math.BitDecrement(1.0));
        Assert.InRange(fractions.Average(), 0.496, 0.504);
        Assert.InRange(fractions.Average(fraction => Math.Pow(fraction - 0.5, 2)) * 12, 0.98, 1.02);
    }

    [Fact]
    public void Probability_zero_never_happens_one_always_and_a_tenth_every_tenth_time()
    {
        var random = new DeterministicRandom(5);
        Assert.DoesNotContain(Enumerable.Range(0, 10_000), _ => random.NextBool(0));
        Assert.DoesNotContain(Enumerable.Range(0, 10_000), _ => !random.NextBool(1));
        Assert.InRange(Enumerable.Range(0, 100_000).Count(_ => random.NextBool(0.1)), 9_700, 10_300);
    }

    [Fact]
    public void A_choice_draws_one_number()
    {
        var choosing = new DeterministicRandom(3);
        var drawing = new DeterministicRandom(3);
        choosing.NextBool(0);
        drawing.NextUInt64();
        Assert.Equal(drawing.NextUInt64(), choosing.NextUInt64());
    }
}
