// Published results, measured again with few trials: gross errors show.
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Published;

namespace DynamoKv.Tests.Experiments.Published;

/// <summary>
/// Fixed seeds: these tests say the same each time. The long versions are run by hand (docs/published-results.md).
/// </summary>
public sealed class PublishedResultsTests
{
    [Fact]
    public void Table_four_of_bounded_staleness_holds_for_all_latencies_and_quorums_through_the_nodes()
    {
        var report = Measure(new BoundedStaleness(120));

        Assert.Equal(24 * 6, report.Rows.Length);
        AssertNoneDisagrees(report);
        Assert.All(report.Rows.Where(row => row.What.Contains("fresh after", StringComparison.Ordinal)), row => Assert.Equal(Agreement.Yes, row.Agrees));
        Assert.Contains(report.Rows, row => row.What.StartsWith("WAN R=1 W=1", StringComparison.Ordinal) && row.Trials == 120);
        Assert.Equal(4, report.Plots.Length);
    }

    [Fact]
    public void The_closed_form_holds_at_twenty_points_for_two_quorums()
    {
        var report = Measure(new ExponentialForm(400));

        Assert.Equal(40, report.Rows.Length);
        Assert.Equal(Agreement.Yes, report.Agrees);
    }

    [Fact]
    public void Inversions_are_as_many_as_known_and_none_when_reads_repair_first()
    {
        var report = Measure(new Inversion(1500));

        Assert.Equal(Agreement.Yes, report.Agrees);
        Assert.Equal(["0.0607", "0.0014", "0"], report.Rows.Select(row => row.Independent));
        Assert.Equal("0", report.Rows[2].Measured);
    }

    [Fact]
    public void Last_write_wins_loses_most_adds_and_dotted_versions_none()
    {
        var report = Measure(new LastWriteWinsLoss(1, 300));

        Assert.Equal([Agreement.Yes, Agreement.Yes], report.Rows.Select(row => row.Agrees));
        Assert.Equal(6, Assert.Single(report.Plots).Lines[0].Points.Length);
    }

    [Fact]
    public void Strategy_three_balances_best_and_two_worst()
    {
        var report = Measure(new PartitionStrategies(3, 900));

        AssertNoneDisagrees(report);
        var means = report.Rows.Select(row => double.Parse(row.Measured, System.Globalization.CultureInfo.InvariantCulture)).Chunk(3).ToArray();
        Assert.All(means, one => Assert.True(one[2] > one[0] && one[2] > one[1], string.Join(' ', one)));
    }

    [Fact]
    public void The_clocks_are_those_of_figure_three()
    {
        var report = Measure(new FigureThree());

        Assert.Equal(14, report.Rows.Length);
        Assert.Equal(Agreement.Yes, report.Agrees);
    }

    [Fact]
    public void Gossip_takes_as_many_periods_as_a_plain_simulation_of_it() =>
        Assert.Equal(Agreement.Yes, Measure(new GossipRounds(6, 100)).Agrees);

    [Fact]
    public void Ring_shares_and_availability_are_as_the_formulas_say()
    {
        Assert.Equal(Agreement.Yes, Measure(new RingShares(60)).Agrees);
        Assert.Equal(Agreement.Yes, Measure(new AvailabilityTails(200)).Agrees);
    }

    [Fact]
    public void Every_experiment_says_who_claims_what_and_has_a_name_of_its_own()
    {
        var all = PublishedResults.Of(ExperimentSize.Full);

        Assert.Equal(all.Length, all.Select(one => one.Name).Distinct().Count());
        Assert.All(all, one => Assert.True(one.Claim.EndsWith('.') && one.Source.Length > 0 && one.Title.Length > 0 && one.Parts.Length > 0, one.Name));
        Assert.All(all, one => Assert.Equal(Enumerable.Range(0, one.Parts.Length), one.Parts.Select(part => part.Number)));
        Assert.Null(PublishedResults.Find("there-is-none", ExperimentSize.Quick));
    }

    [Fact]
    public void Twelve_curves_of_a_hundred_thousand_operations_are_part_of_the_full_size() =>
        Assert.All(
            PublishedResults.Find("pbs-table-4", ExperimentSize.Full)!.Parts.GroupBy(part => part.Case),
            curve => Assert.Equal(100_000, curve.Sum(part => part.Trials) * 5)); // a write and four reads

    [Fact]
    public void Half_done_is_unknown_and_the_order_of_parts_changes_nothing()
    {
        var experiment = new AvailabilityTails(600);
        var lines = experiment.Parts.ToDictionary(part => part.Number, part => experiment.Run(part, TestContext.Current.CancellationToken));
        var reversed = new Dictionary<int, string>(lines.Reverse());

        Assert.Equal(experiment.Conclude(lines).Rows, experiment.Conclude(reversed).Rows);
        Assert.Equal(Agreement.Unknown, experiment.Conclude(new Dictionary<int, string> { [0] = lines[0] }).Agrees);
        Assert.Equal(lines[1], experiment.Run(experiment.Parts[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Wherever_it_is_told_to_stop_it_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.All(
            PublishedResults.Of(ExperimentSize.Full).Where(one => one.Name is not "figure-3"),
            one => Assert.Throws<OperationCanceledException>(() => one.Run(one.Parts[0], stop.Token)));
    }

    private static ExperimentReport Measure(IExperiment experiment) =>
        experiment.Conclude(experiment.Parts.ToDictionary(part => part.Number, part => experiment.Run(part, TestContext.Current.CancellationToken)));

    private static void AssertNoneDisagrees(ExperimentReport report) =>
        Assert.True(report.Rows.All(row => row.Agrees != Agreement.No), string.Join('\n', report.Rows.Where(row => row.Agrees == Agreement.No)));
}
