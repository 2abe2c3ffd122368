// When figures agree, and when they don't.
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Published;
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Tests.Experiments.Published;

public sealed class ResultTextTests
{
    [Theory]
    [InlineData(500, Agreement.Yes)]
    [InlineData(547, Agreement.Yes)] // 2.97 standard errors
    [InlineData(548, Agreement.No)] // 3.04
    [InlineData(440, Agreement.No)]
    public void A_share_disagrees_beyond_three_standard_errors(int hits, Agreement expected)
    {
        var row = ResultText.Share("heads", 0.51, 0.5, new Proportion(hits, 1000));

        Assert.Equal(expected, row.Agrees);
        Assert.Equal(("0.51", "0.5", 1000L), (row.Published, row.Independent, row.Trials));
    }

    [Theory]
    [InlineData(1, Agreement.Yes)]
    [InlineData(5, Agreement.Yes)]
    [InlineData(6, Agreement.No)]
    public void Where_hardly_any_are_expected_the_count_itself_is_judged(int hits, Agreement expected)
    {
        Assert.Equal(expected, ResultText.Share("rare", null, 0.001, new Proportion(hits, 1000)).Agrees);
        Assert.Equal(expected, ResultText.Share("rare the other way", null, 0.999, new Proportion(1000 - hits, 1000)).Agrees);
        Assert.Equal(Agreement.No, ResultText.Share("never", null, 0, new Proportion(hits, 1000)).Agrees);
    }

    [Fact]
    public void Rare_ones_of_a_sample_are_shared_out_as_the_trials_are()
    {
        Assert.Equal(Agreement.Yes, ResultText.Share("one of nearly none", new Proportion(1200, 1200), new Proportion(119, 120)).Agrees);
        Assert.Equal(Agreement.No, ResultText.Share("all on one side", new Proportion(1200, 1200), new Proportion(117, 120)).Agrees);
        Assert.Equal(Agreement.Yes, ResultText.Share("none", new Proportion(0, 1200), new Proportion(0, 120)).Agrees);
    }

    // P(X >= 3) + ... of Binomial(10, 0.1), from the book's table: 0.0702; P(X <= 0) = 0.3487.
    [Theory]
    [InlineData(3, 10, 0.1, 0.1404)]
    [InlineData(0, 10, 0.1, 0.6974)]
    [InlineData(7, 10, 0.9, 0.1404)]
    [InlineData(0, 5, 0, 1)]
    public void The_tail_of_a_binomial_is_the_one_of_the_books(long hits, long trials, double p, double expected) =>
        Assert.Equal(expected, BinomialTail.TwoSided(hits, trials, p), 3);

    [Fact]
    public void Against_a_sample_its_own_error_counts_too()
    {
        Assert.Equal(Agreement.No, ResultText.Share("a", null, 0.5, new Proportion(560, 1000)).Agrees);
        Assert.Equal(Agreement.Yes, ResultText.Share("a", new Proportion(500, 1000), new Proportion(560, 1000)).Agrees);
        Assert.Equal(Agreement.No, ResultText.Share("a", new Proportion(500_000, 1_000_000), new Proportion(560, 1000)).Agrees);
        Assert.Equal(Agreement.Unknown, ResultText.Share("a", new Proportion(5, 10), default).Agrees);
    }

    [Fact]
    public void A_mean_disagrees_beyond_three_standard_errors_and_one_value_says_nothing()
    {
        var mean = Mean.Of([1, 2, 3, 4, 5]); // standard error 0.707

        Assert.Equal(Agreement.Yes, ResultText.Of("m", "", 5.1, mean).Agrees);
        Assert.Equal(Agreement.No, ResultText.Of("m", "", 5.2, mean).Agrees);
        Assert.Equal(Agreement.Unknown, ResultText.Of("m", "", 3, Mean.Of([3])).Agrees);
    }

    [Theory]
    [InlineData(100_000, 1.01, Agreement.Yes)]
    [InlineData(100_000, 1.2, Agreement.No)]
    [InlineData(1_000, 1.2, Agreement.Unknown)]
    public void A_tail_agrees_within_two_percent_and_few_trials_decide_nothing(int trials, double factor, Agreement expected)
    {
        var values = Enumerable.Range(1, trials).Select(rank => -Math.Log(1 - ((rank - 0.5) / trials)) * factor).ToArray();
        var printed = -Math.Log(0.001);

        Assert.Equal(expected, TailRow.Of("p", printed, Tail.Empty, Tail.Of(values, 1000)).Agrees);
    }

    [Fact]
    public void Off_by_more_than_two_percent_within_the_error_of_many_trials_it_agrees_and_says_so()
    {
        var values = Enumerable.Range(1, 100_000).Select(rank => -Math.Log(1 - ((rank - 0.5) / 100_000)) * 1.03).ToArray();
        var row = TailRow.Of("p", -Math.Log(0.001), Tail.Empty, Tail.Of(values, 1000));

        Assert.Equal(Agreement.Yes, row.Agrees);
        Assert.Contains("within the sampling error", row.Reason, StringComparison.Ordinal);
    }
}
