// The nodes themselves beside the model of them.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Experiments.Staleness;

public sealed class StalenessExperimentTests
{
    private static readonly ImmutableArray<double> Times = [0, 0.2, 0.5, 1, 2];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    public void Through_the_nodes_reads_are_as_fresh_and_as_fast_as_the_model_says(int r, int w)
    {
        var measured = Measure(r, w, 4000, seed: 7);
        var model = WarsModel.Simulate(LatencySet.LinkedInSsd, 3, r, w, 400_000, new DeterministicRandom(1));

        Assert.Equal(0, measured.Unanswered);
        for (var point = 0; point < Times.Length; point++)
            AssertNear(model.FreshAfter(Times[point]).Share, measured.Fresh[point], $"fresh after {Times[point]} ms");

        foreach (var share in new[] { 0.5, 0.9, 0.99 })
        {
            AssertNear(share, new Sample(measured.Writes.AsSpan()).AtMost(model.Writes.Quantile(share)), $"writes, {share:P0}");
            AssertNear(share, new Sample(measured.Reads.AsSpan()[..4000]).AtMost(model.Reads.Quantile(share)), $"reads, {share:P0}");
        }
    }

    [Theory]
    [InlineData("LNKD-DISK", 10, 20)]
    [InlineData("YMMR", 50, 400)]
    public void With_latencies_of_their_own_the_four_legs_give_what_the_model_says(string name, double soon, double late)
    {
        var set = LatencySet.Published.Single(one => one.Name == name);
        var plan = Plan(1, 1, 4000, seed: 9);
        var measured = StalenessExperiment.Measure(
            plan with
            {
                Scenario = plan.Scenario with { Network = new NetworkOptions { Legs = set.ToLegs() } },
                ReadAfter = [TimeSpan.Zero, TimeSpan.FromMilliseconds(soon), TimeSpan.FromMilliseconds(late)],
            },
            new MemoryStoreFactory(), TestContext.Current.CancellationToken);
        var model = WarsModel.Simulate(set, 3, 1, 1, 400_000, new DeterministicRandom(1));

        AssertNear(model.FreshAfter(0).Share, measured.Fresh[0], "fresh at once");
        AssertNear(model.FreshAfter(soon).Share, measured.Fresh[1], $"fresh after {soon} ms");
        AssertNear(model.FreshAfter(late).Share, measured.Fresh[2], $"fresh after {late} ms");
        foreach (var share in new[] { 0.5, 0.9, 0.99 })
            AssertNear(share, new Sample(measured.Writes.AsSpan()).AtMost(model.Writes.Quantile(share)), $"writes, {share:P0}");
    }

    [Fact]
    public void The_same_seed_measures_the_same()
    {
        var (one, other, another) = (Measure(1, 1, 200, seed: 3), Measure(1, 1, 200, seed: 3), Measure(1, 1, 200, seed: 4));

        Assert.Equal(one.Writes, other.Writes);
        Assert.Equal(one.Fresh, other.Fresh);
        Assert.NotEqual(one.Writes, another.Writes);
    }

    [Fact]
    public void Results_of_parts_are_added()
    {
        var (one, other) = (Measure(1, 1, 50, seed: 1), Measure(1, 1, 70, seed: 2));
        var sum = one + other;

        Assert.Equal((120, 600), (sum.Writes.Length, sum.Reads.Length));
        Assert.All(sum.Fresh, fresh => Assert.Equal(120, fresh.Trials));
        Assert.Throws<ArgumentException>(() => one + (other with { Fresh = [] }));
    }

    [Fact]
    public void What_is_never_answered_is_counted_as_such()
    {
        var plan = Plan(1, 1, 20, seed: 1);
        var lossy = plan with { Scenario = plan.Scenario with { Network = plan.Scenario.Network with { Loss = 1 } } };
        var result = StalenessExperiment.Measure(lossy, new MemoryStoreFactory(), TestContext.Current.CancellationToken);

        Assert.Equal((0, 20), (result.Writes.Length, result.Unanswered));
        Assert.True(double.IsNaN(result.Fresh[0].Share));
    }

    [Fact]
    public void A_plan_that_reads_never_or_before_its_write_is_refused() =>
        Assert.All(new ImmutableArray<TimeSpan>[] { [], [TimeSpan.FromMilliseconds(-1)] }, times =>
            Assert.Throws<ArgumentException>(() => StalenessExperiment.Measure(Plan(1, 1, 1, 1) with { ReadAfter = times }, new MemoryStoreFactory(), TestContext.Current.CancellationToken)));

    // Fixed seeds: this is no test that fails once in a while.
    private static void AssertNear(double expected, Proportion measured, string what) =>
        Assert.True(measured.StandardErrorsFrom(expected) < 3.5, $"{what}: {expected:0.0000} by the model, {measured.Share:0.0000} measured");

    private static StalenessResult Measure(int r, int w, int trials, ulong seed) =>
        StalenessExperiment.Measure(Plan(r, w, trials, seed), new MemoryStoreFactory(), TestContext.Current.CancellationToken);

    private static StalenessPlan Plan(int r, int w, int trials, ulong seed) => new()
    {
        Scenario = StalenessPlan.ModelCluster(
            new Quorum(3, r, w), new NetworkOptions { Latency = LatencySet.LinkedInSsd.Write.ToLatency() }, seed),
        Trials = trials,
        ReadAfter = [.. Times.Select(TimeSpan.FromMilliseconds)],
    };
}
