// Plots as SVG.
using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text;
using DynamoKv.Engine.Experiments.Statistics;
using static DynamoKv.Engine.Scenarios.Reports.PlotScene;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Points">From left to right.</param>
public sealed record PlotLine(string Name, ImmutableArray<(double X, double Y)> Points)
{
    /// <summary>True: only markers, no line between them, for what was measured at some places only.</summary>
    public bool IsMarksOnly { get; init; }

    /// <summary>How sure each point is, in the order of the points; empty: that is not said.</summary>
    public ImmutableArray<Interval> Spreads { get; init; } = [];
}

/// <summary>A time in a plot that is marked.</summary>
public sealed record PlotBand(string What, double From, double Until);

/// <summary>
/// A plot of lines over one axis, with marked times behind them. It is drawn for light and dark pages, says what it
/// shows to a screen reader, and
/// tells lines apart by dashes and markers as well as by colour.
/// </summary>
public sealed record Plot
{
    private const int Head = 40; // the title, above the picture

    private const string Style =
        "<style>:root{color-scheme:light dark}.plot{background:Canvas;color:CanvasText}.plot text{fill:CanvasText}"
        + ".plot .axis{stroke:CanvasText;stroke-width:1}.plot .grid{stroke:CanvasText;stroke-opacity:.15}.plot .band{fill:url(#band)}"
        + ".plot .hatch{stroke:#d55e00;stroke-opacity:.45;stroke-width:2}.plot .line{fill:none;stroke-width:2}</style>\n"
        + "<defs><pattern id=\"band\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
        + "<line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"8\"/></pattern></defs>\n";

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What the axis at the bottom is, with its unit.</summary>
    public required string XLabel { get; init; }

    /// <summary>What the axis at the left is, with its unit.</summary>
    public required string YLabel { get; init; }

    /// <summary>The lines.</summary>
    public required ImmutableArray<PlotLine> Lines { get; init; }

    /// <summary>Marked times.</summary>
    public ImmutableArray<PlotBand> Bands { get; init; } = [];

    /// <summary>Where the axis at the bottom begins and ends; null: with the lines.</summary>
    public (double From, double Until)? XRange { get; init; }

    /// <summary>
    /// Whether equal factors are equally far apart at the bottom; values of 0 and less are then left out.
    /// </summary>
    public bool IsXLogarithmic { get; init; }

    /// <summary>The same for the axis at the left.</summary>
    public bool IsYLogarithmic { get; init; }

    /// <summary>The plot as a standalone SVG.</summary>
    public string ToSvg()
    {
        var scene = Of(this);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 {-Head} {Width} {Height + Head}\" ")
            .Append("role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n")
            .Append($"<title>{Escaped(Title)}</title>\n<desc>{Escaped(Description())}</desc>\n{Style}")
            .Append($"<text x=\"{Left}\" y=\"{16 - Head}\" font-size=\"14\">{Escaped(Title)}{(Bands.IsEmpty ? "" : " (hatched: something is broken)")}</text>\n");
        foreach (var box in scene.Boxes)
            svg.Append($"<rect class=\"band\" x=\"{Number(box.X)}\" y=\"{Top}\" width=\"{Number(box.Width)}\" height=\"{Base - Top}\"><title>{Escaped(box.What)}</title></rect>\n");

        AppendAxes(svg, scene);
        for (var index = 0; index < scene.Traces.Length; index++)
            AppendTrace(svg, scene.Traces[index], index);

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>What it shows, in sentences.</summary>
    public string Description() => string.Join(' ', Lines.Select(line => line.Points.IsEmpty
        ? $"{line.Name}: no values."
        : $"{line.Name}: {line.Points.Length} values of {YLabel}, from {PlotScale.Label(line.Points.Min(point => point.Y))} to {PlotScale.Label(line.Points.Max(point => point.Y))}."));

    private void AppendAxes(StringBuilder svg, PlotScene scene)
    {
        foreach (var tick in scene.YTicks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{End}\" y1=\"{Number(tick.At)}\" y2=\"{Number(tick.At)}\"/>")
                .Append($"<text x=\"{Left - 6}\" y=\"{Number(tick.At + 4)}\" text-anchor=\"end\">{tick.Text}</text>\n");
        }

        foreach (var tick in scene.XTicks)
            svg.Append($"<text x=\"{Number(tick.At)}\" y=\"{Base + 16}\" text-anchor=\"middle\">{tick.Text}</text>\n");

        svg.Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{End}\" y1=\"{Base}\" y2=\"{Base}\"/>")
            .Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Left}\" y1=\"{Top}\" y2=\"{Base}\"/>\n")
            .Append($"<text x=\"{(Left + End) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">{Escaped(XLabel)}</text>")
            .Append($"<text x=\"14\" y=\"{(Top + Base) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {(Top + Base) / 2})\">{Escaped(YLabel)}</text>\n");
    }

    private static void AppendTrace(StringBuilder svg, PlotTrace trace, int index)
    {
        var (colour, dash, name) = (trace.Style.Colour, trace.Style.Dash, Escaped(trace.Line.Name));
        if (!trace.Line.IsMarksOnly)
            svg.Append($"<polyline class=\"line\" stroke=\"{colour}\" stroke-dasharray=\"{dash}\" points=\"{trace.Points}\"><title>{name}</title></polyline>\n");
        foreach (var (x, top, bottom) in trace.Bars)
            svg.Append($"<line stroke=\"{colour}\" x1=\"{Number(x)}\" x2=\"{Number(x)}\" y1=\"{Number(top)}\" y2=\"{Number(bottom)}\"/>\n");
        foreach (var (x, y) in trace.Marks)
            svg.Append($"<path fill=\"{colour}\" d=\"{trace.Style.Marker(x, y, 3)}\"/>");

        var (left, row) = (Left + (index % 3 * 210), 30 - Head + (index / 3 * 14));
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{left}\" x2=\"{left + 24}\" y1=\"{row}\" y2=\"{row}\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>")
            .Append($"<path fill=\"{colour}\" d=\"{trace.Style.Marker(left + 12, row, 3)}\"/>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{left + 30}\" y=\"{row + 4}\">{name}</text>\n");
    }

    private static string Escaped(string text) => SecurityElement.Escape(text) ?? "";
}
