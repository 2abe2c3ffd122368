// Where the parts of a plot stand, and its twin of numbers.
using System.Xml.Linq;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Scenarios.Reports;

namespace DynamoKv.Tests.Scenarios.Reports;

public sealed class PlotSceneTests
{
    private static readonly Plot Sample = new()
    {
        Title = "Fresh <reads>",
        XLabel = "time (ms)",
        YLabel = "share",
        Bands = [new PlotBand("p1", 2, 4), new PlotBand("long ago", -9, -5)],
        Lines =
        [
            new PlotLine("predicted", [(1, 0.5), (3, 0.75), (5, 1)]),
            new PlotLine("measured", [(1, 0.52), (5, 0.99)]) { IsMarksOnly = true, Spreads = [new Interval(0.4, 0.6), new Interval(0.9, 1)] },
        ],
    };

    [Theory]
    [InlineData(0, 10, new[] { 0.0, 2, 4, 6, 8, 10 })]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-30, 30, new[] { -30.0, -20, -10, 0, 10, 20, 30 })]
    [InlineData(0, 437, new[] { 0.0, 100, 200, 300, 400 })]
    public void Ticks_of_a_linear_axis_are_round_and_within_it(double low, double high, double[] expected) =>
        Assert.Equal(expected, PlotScale.Of([low, high], 0, 100, isLogarithmic: false, fromZero: false).Ticks().Select(tick => Math.Round(tick.Value, 9)));

    [Theory]
    [InlineData(0.5, 50, new[] { 0.5, 1, 2, 5, 10, 20, 50 })]
    [InlineData(0.03, 4000, new[] { 0.1, 1, 10, 100, 1000 })]
    public void Ticks_of_a_logarithmic_axis_are_powers_of_ten_and_more_where_it_is_short(double low, double high, double[] expected) =>
        Assert.Equal(expected, PlotScale.Of([low, high], 0, 100, isLogarithmic: true, fromZero: true).Ticks().Select(tick => Math.Round(tick.Value, 9)));

    [Fact]
    public void Equal_factors_are_equally_far_apart_on_a_logarithmic_axis()
    {
        var scale = PlotScale.Of([1, 10, 100], 50, 250, isLogarithmic: true, fromZero: false);

        Assert.Equal([50, 150, 250], new[] { 1.0, 10, 100 }.Select(value => Math.Round(scale.At(value), 6)));
        Assert.False(scale.Holds(0) || scale.Holds(-1) || scale.Holds(double.NaN));
    }

    [Fact]
    public void Nothing_and_one_value_have_an_axis_too()
    {
        Assert.Equal((0.0, 1.0), Ends(PlotScale.Of([], 0, 1, false, true)));
        Assert.Equal((1.0, 10.0), Ends(PlotScale.Of([0, double.NaN], 0, 1, true, true)));
        Assert.Equal((7.0, 8.0), Ends(PlotScale.Of([7], 0, 1, false, false)));
    }

    [Fact]
    public void Lines_boxes_and_intervals_stand_where_their_values_are()
    {
        var scene = PlotScene.Of(Sample);

        Assert.Equal($"{PlotScene.Left},143 384,79.5 {PlotScene.End},{PlotScene.Top}", scene.Traces[0].Points);
        var box = Assert.Single(scene.Boxes);
        Assert.Equal(("p1", 226.0, 316.0), (box.What, box.X, box.Width));
        Assert.Equal((68.0, 117.6, 168.4), Rounded(scene.Traces[1].Bars[0]));
    }

    [Fact]
    public void What_has_no_place_on_a_logarithmic_axis_is_left_out_of_the_picture_and_stands_in_the_table()
    {
        var plot = Sample with { IsXLogarithmic = true, Lines = [new PlotLine("a", [(0, 1), (1, 2), (10, 3)])] };

        Assert.Equal(2, PlotScene.Of(plot).Traces[0].Marks.Length);
        Assert.Equal(["0", "1", "10"], PlotTable.Of(plot).Rows.Select(row => row[0]));
    }

    [Fact]
    public void A_line_of_many_points_has_a_few_markers() =>
        Assert.InRange(PlotScene.Of(Sample with { Lines = [new PlotLine("many", [.. Enumerable.Range(0, 500).Select(x => ((double)x, 1.0))])] }).Traces[0].Marks.Length, 12, 24);

    [Fact]
    public void The_table_has_each_place_once_and_gaps_where_a_line_has_no_value() => Assert.Equal(
        "time (ms),predicted,measured\n1,0.5,0.52 (0.4 to 0.6)\n3,0.75,\n5,1,0.99 (0.9 to 1)\n", PlotTable.Of(Sample).ToCsv());

    [Fact]
    public void The_file_is_well_formed_says_what_it_shows_and_tells_lines_apart()
    {
        var svg = XDocument.Parse(Sample.ToSvg()).Root!;
        XNamespace names = "http://www.w3.org/2000/svg";

        Assert.Equal("Fresh <reads>", svg.Element(names + "title")!.Value);
        Assert.Contains("predicted: 3 values of share, from 0.5 to 1.", svg.Element(names + "desc")!.Value, StringComparison.Ordinal);
        Assert.Single(svg.Elements(names + "polyline"));
        Assert.Equal(5, PlotStyle.All.Select(style => (style.Dash, style.Marker(0, 0, 3))).Distinct().Count());
    }

    private static (double, double) Ends(PlotScale scale) => (scale.Low, scale.High);

    private static (double, double, double) Rounded((double X, double Top, double Bottom) bar) =>
        (bar.X, Math.Round(bar.Top, 1), Math.Round(bar.Bottom, 1));
}
