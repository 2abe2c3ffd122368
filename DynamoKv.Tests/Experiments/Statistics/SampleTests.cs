// Exact quantiles.
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Tests.Experiments.Statistics;

public sealed class SampleTests
{
    [Fact]
    public void A_quantile_is_the_smallest_value_that_a_share_does_not_exceed()
    {
        var sample = new Sample([5, 1, 4, 2, 3, 10, 9, 8, 7, 6]);

        Assert.Equal([1, 1, 5, 6, 10, 10], new[] { 0, 0.1, 0.5, 0.51, 0.999, 1 }.Select(sample.Quantile));
        Assert.Equal(5.5, sample.Mean);
    }

    [Fact]
    public void Values_up_to_a_bound_are_counted_with_the_bound()
    {
        var sample = new Sample([1, 2, 2, 3]);

        Assert.Equal([0L, 1, 3, 3, 4], new[] { 0.5, 1, 2, 2.5, 99 }.Select(bound => sample.AtMost(bound).Hits));
    }

    [Fact]
    public void Nothing_has_no_quantile_and_what_is_no_number_no_place()
    {
        Assert.True(double.IsNaN(new Sample([]).Quantile(0.5)) && double.IsNaN(new Sample([]).Mean));
        Assert.Throws<ArgumentException>(() => new Sample([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sample([1]).Quantile(1.1));
    }
}
