// Bucketed quantiles against a sorted list.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Primitives;

public sealed class LatencyBucketsTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    [InlineData(1)]
    public void A_quantile_lies_within_the_stated_error_of_the_exact_one(double share)
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var (random, buckets, all) = (new DeterministicRandom(seed), new LatencyBuckets(), new List<long>());
            for (var one = 0; one < 2000; one++)
            {
                var microseconds = (long)Math.Exp(random.NextDouble() * 20);
                all.Add(microseconds);
                buckets.Add(TimeSpan.FromMicroseconds(microseconds));
            }

            var exact = all.Order().ElementAt((int)Math.Ceiling(share * all.Count) - 1);
            var error = Math.Max(0.5, exact * LatencyBuckets.RelativeError) + 0.5;
            Assert.InRange(buckets.Quantile(share)!.Value.TotalMicroseconds, exact - error, exact + error);
        }
    }

    [Fact]
    public void What_is_added_as_a_whole_can_be_taken_away_as_a_whole()
    {
        var (part, whole) = (new LatencyBuckets(), new LatencyBuckets());
        part.Add(TimeSpan.FromSeconds(1));
        whole.Add(TimeSpan.FromMilliseconds(1));
        whole.Add(part);
        Assert.Equal(2, whole.Count);
        whole.Remove(part);

        Assert.Equal(1, whole.Count);
        Assert.Equal(1, whole.Quantile(1)!.Value.TotalMilliseconds, 0.01);
        Assert.Null(new LatencyBuckets().Quantile(0.5));
    }
}
