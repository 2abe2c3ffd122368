// A plot on a page.
using Bunit;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Web.Components.Charts;

namespace DynamoKv.Tests.Components.Charts;

public sealed class XyChartTests
{
    private static readonly Plot Waits = new()
    {
        Title = "Waits",
        XLabel = "time (s)",
        YLabel = "latency (ms)",
        IsYLogarithmic = true,
        Bands = [new PlotBand("p1: a partition", 1, 2)],
        Lines = [new PlotLine("get", [(0, 1), (1, 10), (3, 100)]), new PlotLine("put", [(0, 2), (3, 50)]) { IsMarksOnly = true }],
    };

    [Fact]
    public async Task A_chart_names_its_lines_and_its_marked_times_in_words()
    {
        await using var page = new BunitContext();
        var chart = page.Render<XyChart>(with => with.Add(one => one.Plot, Waits));

        Assert.Equal(["get", "put", "p1: a partition"], chart.FindAll(".chart-legend li").Select(item => item.TextContent.Trim()));
        Assert.Contains("get: 3 values of latency (ms), from 1 to 100.", chart.Find(".chart-picture").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("p1: a partition", chart.Find(".chart-band title").TextContent);
        Assert.Single(chart.FindAll("polyline"));
        Assert.Equal(5, chart.FindAll(".chart-picture .chart-mark").Count);
    }

    [Fact]
    public async Task The_table_twin_opens_with_the_same_numbers()
    {
        await using var page = new BunitContext();
        var chart = page.Render<XyChart>(with => with.Add(one => one.Plot, Waits));
        Assert.Empty(chart.FindAll("table"));

        await chart.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);

        Assert.Equal(["0", "1", "3"], chart.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["1", "2", "10", "", "100", "50"], chart.FindAll("tbody td").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Without_values_it_says_so()
    {
        await using var page = new BunitContext();
        var chart = page.Render<XyChart>(with => with.Add(one => one.Plot, Waits with { Lines = [] }));

        Assert.NotEmpty(chart.FindAll("p.quiet"));
        Assert.Empty(chart.FindAll("details"));
    }
}
