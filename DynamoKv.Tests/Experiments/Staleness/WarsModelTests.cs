// The model beside figures that others have published or worked out.
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Experiments.Staleness;

public sealed class WarsModelTests
{
    private const int Trials = 400_000;

    // R = W = 1, N = 3: an independent simulation, ten million trials of the same model.
    [Theory]
    [InlineData("LNKD-SSD", 0, .9735)]
    [InlineData("LNKD-DISK", 0, .4365)]
    [InlineData("LNKD-DISK", 10, .9263)]
    [InlineData("LNKD-DISK", 20, .9860)]
    [InlineData("LNKD-DISK", 45.5, .9987)]
    [InlineData("YMMR", 0, .8873)]
    [InlineData("WAN", 0, .3334)]
    [InlineData("WAN", 113, .9988)]
    public void As_many_reads_are_fresh_as_an_independent_simulation_says(string set, double milliseconds, double expected)
    {
        var fresh = Simulate(Set(set), 1, 1).FreshAfter(milliseconds);

        Assert.True(fresh.StandardErrorsFrom(expected) < 3.5, $"{fresh.Share} of {expected}");
    }

    // Printed is where 99.9 % of 50,000 trials ended, to two digits: that is as sure as this many trials make it. In milliseconds it
    // may be off by far more where the tail is flat (55.12 for 52.7).
    [Fact]
    public void Latencies_are_those_of_the_published_table()
    {
        const double Tolerance = 6e-4; // 3.5 standard errors of .999, of 50,000 trials there and 100,000 here
        const double Rounded = 0.005;
        var wrong = new List<string>();
        foreach (var cell in PublishedTable.Cells)
        {
            var result = Simulate(cell.Set, cell.R, cell.W, 100_000);
            Compare(cell, "read", cell.Read, result.Reads);
            Compare(cell, "write", cell.Write, result.Writes);
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));

        void Compare(PublishedCell cell, string what, double published, Sample ours)
        {
            if (ours.AtMost(published + Rounded).Share < 0.999 - Tolerance || ours.AtMost(published - Rounded).Share > 0.999 + Tolerance)
                wrong.Add($"{cell.Set.Name} R={cell.R} W={cell.W} {what}: {published} published, {ours.Quantile(0.999):0.###} here");
        }
    }

    [Fact]
    public void Where_quorums_overlap_every_read_is_fresh()
    {
        foreach (var (r, w) in new[] { (2, 2), (3, 1), (1, 3) })
            Assert.Equal(Trials, Simulate(LatencySet.LinkedInDisk, r, w).FreshAfter(0).Hits);
    }

    [Fact]
    public void With_nothing_but_a_write_leg_the_closed_form_holds_at_twenty_points()
    {
        var set = new LatencySet("only W", LegDistribution.Exponential(0.1), LegDistribution.None, LegDistribution.None, LegDistribution.None);
        foreach (var (r, w) in new[] { (1, 1), (2, 1) })
        {
            var result = Simulate(set, r, w);
            for (var point = 0; point < 20; point++)
            {
                var expected = 1 - ClosedForms.StaleAfter(3, r, w, 0.1, 2 * point);
                Assert.True(result.FreshAfter(2 * point).StandardErrorsFrom(expected) < 4, $"R={r} W={w} t={2 * point}");
            }
        }
    }

    [Fact]
    public void Writes_take_as_long_as_the_order_statistic_of_their_legs()
    {
        var set = new LatencySet("only W", LatencySet.LinkedInDisk.Write, LegDistribution.None, LegDistribution.None, LegDistribution.None);
        for (var w = 1; w <= 3; w++)
        {
            var writes = Simulate(set, 1, w).Writes;
            foreach (var bound in new[] { 1.5, 4, 12, 30 })
                Assert.True(writes.AtMost(bound).StandardErrorsFrom(ClosedForms.OrderStatistic(3, w, set.Write.AtMost(bound))) < 4, $"W={w} {bound} ms");
        }
    }

    [Fact]
    public void Closed_forms_have_the_values_of_the_paper()
    {
        Assert.Equal(2.0 / 3, ClosedForms.StaleWithin(3, 1, 1), 12);
        Assert.Equal(Math.Pow(2.0 / 3, 5), ClosedForms.StaleWithin(3, 1, 1, versions: 5), 12);
        Assert.Equal(0, ClosedForms.StaleWithin(3, 2, 2));
        Assert.Equal(ClosedForms.StaleWithin(5, 2, 1), ClosedForms.StaleAfter(5, 2, 1, 0.3, 0), 12);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    public void A_quorum_outside_of_one_to_n_is_refused(int r, int w) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WarsModel.Simulate(LatencySet.LinkedInSsd, 3, r, w, 1, new DeterministicRandom(1)));

    private static LatencySet Set(string name) => LatencySet.Published.Single(set => set.Name == name);

    private static WarsResult Simulate(LatencySet set, int r, int w, int trials = Trials) =>
        WarsModel.Simulate(set, 3, r, w, trials, new DeterministicRandom(42));
}
