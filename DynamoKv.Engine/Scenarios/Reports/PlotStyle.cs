// How the lines of a plot are told apart.
using System.Collections.Immutable;
using System.Globalization;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>How a line is told apart: by its colour, its dashes and its marker.</summary>
/// <param name="Index">Which of all.</param>
/// <param name="Colour">In a file that stands alone; pages have their own hues.</param>
/// <param name="Dash">As SVG has it; empty: none.</param>
public sealed record PlotStyle(int Index, string Colour, string Dash)
{
    /// <summary>All of them; more lines begin again.</summary>
    public static ImmutableArray<PlotStyle> All { get; } =
        [new(0, "#0072b2", ""), new(1, "#d55e00", "6 3"), new(2, "#009e73", "2 3"), new(3, "#cc79a7", "8 3 2 3"), new(4, "#7f7f00", "1 2")];

    /// <summary>The style of a line.</summary>
    public static PlotStyle Of(int line) => All[line % All.Length];

    /// <summary>The outline of the marker around a place: circle, square, triangle, diamond, cross.</summary>
    public string Marker(double x, double y, double radius) => Index switch
    {
        0 => Text($"M{x - radius:0.##} {y:0.##}a{radius} {radius} 0 1 1 {2 * radius} 0a{radius} {radius} 0 1 1 {-2 * radius} 0Z"),
        1 => Text($"M{x - radius:0.##} {y - radius:0.##}h{2 * radius}v{2 * radius}h{-2 * radius}Z"),
        2 => Text($"M{x:0.##} {y - radius:0.##}l{radius} {2 * radius}h{-2 * radius}Z"),
        3 => Text($"M{x:0.##} {y - radius:0.##}l{radius} {radius}l{-radius} {radius}l{-radius} {-radius}Z"),
        _ => Text($"M{x - radius:0.##} {y - 1:0.##}h{2 * radius}v2h{-2 * radius}ZM{x - 1:0.##} {y - radius:0.##}h2v{2 * radius}h-2Z"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
