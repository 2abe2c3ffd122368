// Holds the delay distributions to their theory.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class LatencyTests
{
    private const int Draws = 100_000;

    public static TheoryData<string, double, double> Theory => new()
    {
        // the distribution, its mean and its median, in milliseconds
        { "constant", 5, 5 },
        { "uniform", 15, 15 },
        { "normal", 50, 50 },
        { "lognormal", 10 * Math.Exp(0.125), 10 },
        { "exponential", 5, 5 * Math.Log(2) },
        { "pareto", 3.0 / 2.0, Math.Pow(2, 1.0 / 3.0) },
        { "empirical", 4, 2 },
        { "mixture", 0.25 * 5 + 0.75 * 15, 13.333 },
    };

    [Theory]
    [MemberData(nameof(Theory))]
    public void Mean_and_median_are_those_of_the_theory(string name, double mean, double median)
    {
        var draws = DrawSorted(Of(name));

        Assert.Equal(mean, draws.Average(), mean * 0.03);
        Assert.Equal(median, draws[Draws / 2], median * 0.03);
    }

    [Fact]
    public void The_tail_of_an_exponential_is_that_of_the_theory() =>
        Assert.Equal(5 * Math.Log(1000), DrawSorted(Of("exponential"))[Draws - (Draws / 1000)], 2.5);

    [Fact]
    public void A_normal_delay_is_never_negative() =>
        Assert.True(DrawSorted(Latency.Normal(Ms(1), Ms(10)))[0] >= 0);

    [Fact]
    public void A_pareto_delay_stays_between_its_scale_and_its_cap()
    {
        var draws = DrawSorted(Latency.Pareto(Ms(1), 0.5, Ms(200)));

        Assert.Equal(1, draws[0], 0.01);
        Assert.Equal(200, draws[^1]);
    }

    [Fact]
    public void The_same_seed_draws_the_same_delays() =>
        Assert.Equal(DrawSorted(Of("mixture")), DrawSorted(Of("mixture")));

    [Theory]
    [InlineData("constant", "{ dist: constant, value: 5ms }")]
    [InlineData("uniform", "{ dist: uniform, low: 10ms, high: 20ms }")]
    [InlineData("normal", "{ dist: normal, mean: 50ms, deviation: 5ms }")]
    [InlineData("lognormal", "{ dist: lognormal, median: 10ms, sigma: 0.5 }")]
    [InlineData("exponential", "{ dist: exponential, mean: 5ms }")]
    [InlineData("pareto", "{ dist: pareto, scale: 1ms, shape: 3 }")]
    [InlineData("empirical", "{ dist: empirical, sample: [1ms, 2ms, 9ms] }")]
    [InlineData("mixture", "{ dist: mixture, of: [ { weight: 0.25, dist: constant, value: 5ms }, { weight: 0.75, dist: uniform, low: 10ms, high: 20ms } ] }")]
    public void Each_is_written_in_the_scenario_language(string name, string text) => Assert.Equal(text, Of(name).ToScenarioText());

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Latency.Constant(Ms(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Latency.Uniform(Ms(2), Ms(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Latency.Pareto(Ms(0), 1));
        Assert.Throws<ArgumentException>(() => Latency.Empirical([]));
        Assert.Throws<ArgumentException>(() => Latency.Mixture([(0, Latency.Constant(Ms(1)))]));
    }

    private static Latency Of(string name) => name switch
    {
        "constant" => Latency.Constant(Ms(5)),
        "uniform" => Latency.Uniform(Ms(10), Ms(20)),
        "normal" => Latency.Normal(Ms(50), Ms(5)),
        "lognormal" => Latency.Lognormal(Ms(10), 0.5),
        "exponential" => Latency.Exponential(Ms(5)),
        "pareto" => Latency.Pareto(Ms(1), 3),
        "empirical" => Latency.Empirical([Ms(1), Ms(2), Ms(9)]),
        "mixture" => Latency.Mixture([(0.25, Of("constant")), (0.75, Of("uniform"))]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such distribution."),
    };

    private static double[] DrawSorted(Latency latency)
    {
        var random = new DeterministicRandom(11);
        var draws = new double[Draws];
        for (var index = 0; index < Draws; index++)
            draws[index] = latency.Draw(random).TotalMilliseconds;

        Array.Sort(draws);
        return draws;
    }
}
