// Curves over time as a view.
using System.Globalization;
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Tests.Components.Views;
using DynamoKv.Web.Components.Plots;

namespace DynamoKv.Tests.Components.Plots;

public sealed class PlotsViewTests : ViewBench
{
    [Fact]
    public void What_became_of_operations_adds_up_to_those_of_the_log_at_30_moments()
    {
        Bench.Controls.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Play(150);
        var view = Page.Render<PlotsView>(with => with.Add(it => it.Context, AtHead()));
        foreach (var cursor in Moments(30, seed: 2).Where(moment => moment > 50))
        {
            var context = At(cursor);
            view.Render(with => with.Add(it => it.Context, context with { IsTable = true }));
            var log = Session.ReadLog(1, (int)cursor);
            var buckets = PlotBucket.Cut(new Engine.Projections.Series.RunFacts(Engine.Versioning.VersionMode.Dotted).Add(log), log[0].At, context.Snapshot.Now);
            Assert.Equal(log.Count(entry => entry.What is TraceEvent.RequestEntered), buckets.Sum(bucket => bucket.Operations.Length));
            var rows = view.FindAll("table.plot-twin")[1].QuerySelectorAll("tbody tr");
            Assert.Equal(buckets.Count, rows.Length);
            var done = rows.Zip(buckets).Sum(pair => double.Parse(pair.First.Children[1].TextContent, CultureInfo.InvariantCulture) * pair.Second.Seconds);
            Assert.Equal(Answered(log), (int)Math.Round(done));
        }
    }

    [Fact]
    public void The_picture_has_a_line_for_each_column_of_its_table_and_hatches_what_was_broken()
    {
        Bench.Controls.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Play(100);
        var view = Page.Render<PlotsView>(with => with.Add(it => it.Context, AtHead()));
        Assert.Equal(6, view.FindAll(".chart").Count);
        var lines = view.FindAll(".chart").Select(chart => chart.QuerySelectorAll("polyline").Length).ToArray();
        Assert.All(view.FindAll(".chart"), chart => Assert.Contains("C is down", chart.TextContent, StringComparison.Ordinal));
        view.Render(with => with.Add(it => it.Context, AtHead() with { IsTable = true }));
        Assert.Equal(lines, view.FindAll("table.plot-twin").Select(table => table.QuerySelectorAll("thead th").Length - 1));
    }

    [Fact]
    public void The_window_chooses_a_stretch_of_the_log()
    {
        Play(100);
        var view = Page.Render<PlotsView>(with => with.Add(it => it.Context, AtHead()));
        view.FindAll("input[type=range]")[0].Change("500");
        view.FindAll(".plot-window button")[1].Click();
        view.FindAll(".plot-window button")[2].Click();
        Assert.True(Host.Sought[0] > 1 && Host.Sought[0] <= Host.Sought[1], $"{Host.Sought[0]} to {Host.Sought[1]}");
        view.FindAll(".plot-window button")[3].Click();
        Assert.All(
            view.FindAll("tr[data-number]"), row => Assert.InRange(long.Parse(row.GetAttribute("data-number")!, CultureInfo.InvariantCulture), Host.Sought[0], Host.Sought[1]));
    }

    private static int Answered(IReadOnlyList<LogEntry> log) => log.Select(entry => entry.What).OfType<TraceEvent.ClientAnswered>()
        .Count(answered => answered.Response is ClientResponse.Read or ClientResponse.Stored or ClientResponse.NothingToDelete);
}
