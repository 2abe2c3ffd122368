// Tails and means that are kept in parts.
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Experiments.Statistics;

public sealed class TailAndMeanTests
{
    [Fact]
    public void The_tail_of_parts_gives_the_quantile_of_all()
    {
        var random = new DeterministicRandom(3);
        double[][] parts = [.. Enumerable.Range(0, 10).Select(_ => Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ToArray())];
        var whole = new Sample([.. parts.SelectMany(part => part)]);
        var tail = parts.Select(part => Tail.Of(part, 30)).Aggregate(Tail.Empty, (sum, one) => sum + one);

        Assert.Equal(10_000, tail.Count);
        Assert.Equal(whole.Quantile(0.999), tail.Quantile(0.999));
        Assert.Equal(whole.Tail(30).Highest, tail.Highest);
        Assert.Equal(whole.Quantile(0.9985), tail.Quantile(0.9985));
        Assert.True(double.IsNaN(tail.Quantile(0.5)) && double.IsNaN(Tail.Empty.Quantile(0.999)));
        Assert.True(tail.QuantileInterval(0.999).Contains(0.999));
    }

    [Fact]
    public void A_tail_goes_through_numbers_unchanged()
    {
        var tail = Tail.FromNumbers(Tail.Of([3, 1, 2], 2).ToNumbers());

        Assert.Equal((3L, 1), (tail.Count, tail.CountAbove(2)));
        Assert.Equal([3, 2], tail.Highest);
    }

    [Fact]
    public void The_interval_of_a_mean_covers_the_true_one_about_as_often_as_it_says()
    {
        var random = new DeterministicRandom(8);
        var covered = Enumerable.Range(0, 2000).Count(_ => Mean.Of(Enumerable.Range(0, 50).Select(_ => random.NextDouble())).Interval().Contains(0.5));

        Assert.InRange(covered / 2000.0, 0.92, 0.97);
    }

    [Fact]
    public void Of_one_value_nobody_knows_the_error()
    {
        Assert.True(double.IsNaN(Mean.Of([2]).StandardError) && double.IsNaN(Mean.Of([]).Value));
        Assert.Equal(2.5, (Mean.Of([2]) + Mean.Of([3])).Value);
        Assert.True(double.IsNaN(StudentQuantile.TwoSided95(0)));
        Assert.Equal([12.706, 2.042], new[] { 1, 30 }.Select(StudentQuantile.TwoSided95));
        Assert.InRange(StudentQuantile.TwoSided95(60), 1.99, 2.01);
    }
}
