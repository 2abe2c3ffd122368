// How sure one can be of a measured share.
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Experiments.Statistics;

public sealed class ProportionTests
{
    // The ends solve (p - x)^2 = z^2 x (1 - x) / n, worked out with more digits elsewhere.
    [Theory]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(20, 20, 0.8389, 1)]
    [InlineData(999, 1000, 0.9944, 0.9998)]
    public void Wilsons_interval_is_the_one_of_the_books(long hits, long trials, double low, double high)
    {
        var interval = new Proportion(hits, trials).Wilson(1.959964);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Wilsons_interval_covers_the_true_share_about_as_often_as_it_says()
    {
        var random = new DeterministicRandom(5);
        var covered = Enumerable.Range(0, 2000).Count(_ => Tossed(random, 0.03, 400).Wilson().Contains(0.03));

        Assert.InRange(covered / 2000.0, 0.93, 0.975);
    }

    [Fact]
    public void Nothing_tried_is_nothing_known()
    {
        var nothing = new Proportion(0, 0);

        Assert.True(double.IsNaN(nothing.Share));
        Assert.Equal(new Interval(0, 1), nothing.Wilson());
        Assert.Equal(0, nothing.StandardErrorsFrom(0.5));
    }

    [Fact]
    public void Distance_is_told_in_standard_errors()
    {
        Assert.Equal(2, new Proportion(60, 100).StandardErrorsFrom(0.5), 9);
        Assert.Equal(0, new Proportion(100, 100).StandardErrorsFrom(1));
        Assert.Equal(double.PositiveInfinity, new Proportion(99, 100).StandardErrorsFrom(1));
        Assert.Equal(new Proportion(3, 30), new Proportion(1, 10) + new Proportion(2, 20));
    }

    private static Proportion Tossed(DeterministicRandom random, double share, int trials) =>
        new(Enumerable.Range(0, trials).Count(_ => random.NextBool(share)), trials);
}
