// A scenario as an experiment.
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Sweeps;
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Tests.Experiments.Sweeps;

public sealed class SweepExperimentTests
{
    private const string Text = """
        dynamokv: 1
        name: fresh-or-fast
        summary: "R + W against N."
        seed: 5
        until: 4s
        settle: 2s
        cluster: { quorum: { n: 3, r: 1, w: 1, sloppy: false }, hints: off, read_repair: off }
        network: { latency: { dist: exponential, mean: 8ms } }
        workload: { clients: 4, rate: { open: 200/s }, keys: { count: 5 } }
        faults: [ { id: p1, at: 1s, for: 1s, pause: { node: A } } ]
        assert: [ { id: a1, kind: no_lost_acked_writes } ]
        repeat: 4
        sweep: { cluster.quorum.r: [1, 3] }
        """;

    private static readonly SweepExperiment Experiment = new(ScenarioReader.Require(Text));
    private static readonly Lazy<Dictionary<int, string>> Lines = new(() => Experiment.Parts.ToDictionary(part => part.Number, part => Experiment.Run(part, default)));

    [Fact]
    public void Every_cell_runs_with_the_same_seeds()
    {
        Assert.Equal([("r = 1", 5UL), ("r = 1", 6UL), ("r = 1", 7UL), ("r = 1", 8UL), ("r = 3", 5UL)], Experiment.Parts.Take(5).Select(part => (part.Case, part.Seed)));
        Assert.Equal("3 / 1, 3 / 1", Experiment.Quorums);
    }

    [Fact]
    public void Cells_are_pooled_with_intervals_and_judged_by_their_assertions()
    {
        var report = Experiment.Conclude(Lines.Value);

        Assert.Equal(Agreement.Yes, report.Agrees);
        Assert.Equal(["r = 1", "r = 3"], report.Cells.Select(cell => cell.Title));
        Assert.All(report.Cells, cell => Assert.Equal((4, 4), (cell.Runs, cell.AsExpected)));
        Assert.All(report.Cells, cell => Assert.Equal(4, cell.Find("stale reads")!.PerSeed.Length));
        Assert.Contains(" % (", report.Cells[0].Find("stale reads")!.Text, StringComparison.Ordinal);
        Assert.Equal("4 of 4 runs as expected", report.Rows[0].Measured);
    }

    [Fact]
    public void Compared_seed_by_seed_overlapping_quorums_read_staleness_away_and_pay_with_time()
    {
        var cells = Experiment.Conclude(Lines.Value).Cells;
        var stale = PairedComparison.Of(cells[0], cells[1], "stale reads")!;
        var wait = PairedComparison.Of(cells[0], cells[1], "get p50, ms")!;

        Assert.Equal(4, stale.Seeds);
        Assert.True(stale.IsApart == true && stale.Difference < 0, stale.Text);
        Assert.True(wait.IsApart == true && wait.Difference > 0, wait.Text);
        Assert.Null(PairedComparison.Of(cells[0], cells[1], "no such figure"));
    }

    [Fact]
    public void What_is_looked_at_every_second_becomes_lines_with_the_fault_marked()
    {
        var plots = Experiment.Conclude(Lines.Value).Plots;

        Assert.Equal(3, plots.Length);
        Assert.True(plots[0].IsYLogarithmic);
        Assert.Equal(["r = 1", "r = 3"], plots[1].Lines.Select(line => line.Name));
        Assert.Equal(6, plots[1].Lines[0].Points.Length);
        Assert.Equal((1.0, 2.0), (Assert.Single(plots[1].Bands).From, plots[1].Bands[0].Until));
    }

    [Fact]
    public void Half_done_it_has_the_cells_that_are_done()
    {
        var report = Experiment.Conclude(new Dictionary<int, string> { [0] = Lines.Value[0] });

        Assert.Equal((1, 8, Agreement.Unknown), (report.Done, report.Parts, report.Agrees));
        Assert.Equal([1, 0], report.Cells.Select(cell => cell.Runs));
        Assert.Contains("1 seed", PairedComparison.Of(report.Cells[0], report.Cells[0], "stale reads")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_goes_out_as_csv_json_and_markdown()
    {
        var report = Experiment.Conclude(Lines.Value);
        var csv = ReportText.ToCsv(report).Split('\n');
        using var json = System.Text.Json.JsonDocument.Parse(ReportText.ToJson(Experiment, report));

        Assert.Contains("r = 1,,,stale reads,", csv.First(line => line.EndsWith(",5", StringComparison.Ordinal) && line.Contains("stale", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, json.RootElement.GetProperty("cells").GetArrayLength());
        Assert.Equal("yes", json.RootElement.GetProperty("agrees").GetString());
        Assert.Contains("| r = 1 |", ReportText.ToMarkdown(Experiment, report), StringComparison.Ordinal);
    }
}
