// Plots as SVG.
using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Points">From left to right.</param>
public sealed record PlotLine(string Name, ImmutableArray<(double X, double Y)> Points);

/// <summary>A time in a plot that is marked.</summary>
public sealed record PlotBand(string What, double From, double Until);

/// <summary>
/// A plot of lines over one axis, with marked times behind them. It is drawn for light and dark pages, says what it
/// shows to a screen reader, and
/// tells lines apart by dashes as well as by colour.
/// </summary>
public sealed record Plot
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Left = 64;
    private const int Right = 16;
    private const int Top = 50;
    private const int Bottom = 46;
    private const int LegendEntry = 160;

    private static readonly (string Colour, string Dash)[] Styles = [("#0072b2", ""), ("#d55e00", "6 3"), ("#009e73", "2 3"), ("#cc79a7", "8 3 2 3"), ("#7f7f00", "1 2")];

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

    /// <summary>The plot as a standalone SVG.</summary>
    public string ToSvg()
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var x = XRange is { } range ? new PlotAxis(range.From, range.Until) : PlotAxis.Over(points.Select(point => point.X));
        var y = PlotAxis.Over([0, .. points.Select(point => point.Y)]).Rounded();
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 {Width} {Height}\" role=\"img\"")
            .Append(" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append($"<title>{Escaped(Title)}</title>\n<desc>{Escaped(Description())}</desc>\n");
        svg.Append("<style>:root{color-scheme:light dark}.plot{background:Canvas;color:CanvasText}.plot text{fill:CanvasText}.plot .axis{stroke:CanvasText;stroke-width:1}"
            + ".plot .grid{stroke:CanvasText;stroke-opacity:.15}.plot .band{fill:#d55e00;fill-opacity:.15}.plot .line{fill:none;stroke-width:2}</style>\n");
        svg.Append($"<text x=\"{Left}\" y=\"18\" font-size=\"14\">{Escaped(Title)}{(Bands.IsEmpty ? "" : " (shaded: something is broken)")}</text>\n");
        foreach (var band in Bands)
        {
            var (from, until) = (X(Math.Max(band.From, x.From)), X(Math.Min(band.Until, x.Until)));
            if (until > from)
                svg.Append($"<rect class=\"band\" x=\"{Number(from)}\" y=\"{Top}\" width=\"{Number(until - from)}\" height=\"{Height - Top - Bottom}\"><title>{Escaped(band.What)}</title></rect>\n");
        }

        Axes(svg, x, y);
        for (var index = 0; index < Lines.Length; index++)
            Draw(svg, Lines[index], index);

        return svg.Append("</svg>\n").ToString();

        double X(double value) => Left + (x.ShareOf(value) * (Width - Left - Right));

        double Y(double value) => Height - Bottom - (y.ShareOf(value) * (Height - Top - Bottom));

        void Draw(StringBuilder into, PlotLine line, int index)
        {
            var (colour, dash) = Styles[index % Styles.Length];
            var path = string.Join(' ', line.Points.Select(point => $"{Number(X(point.X))},{Number(Y(point.Y))}"));
            into.Append($"<polyline class=\"line\" stroke=\"{colour}\" stroke-dasharray=\"{dash}\" points=\"{path}\"><title>{Escaped(line.Name)}</title></polyline>\n");
            var at = Left + (index * LegendEntry);
            into.Append(CultureInfo.InvariantCulture, $"<line x1=\"{at}\" x2=\"{at + 24}\" y1=\"34\" y2=\"34\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{at + 30}\" y=\"38\">{Escaped(line.Name)}</text>\n");
        }
    }

    private void Axes(StringBuilder svg, PlotAxis x, PlotAxis y)
    {
        foreach (var tick in y.Ticks())
        {
            var at = Number(Height - Bottom - (y.ShareOf(tick) * (Height - Top - Bottom)));
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{at}\" y2=\"{at}\"/>");
            svg.Append($"<text x=\"{Left - 6}\" y=\"{at}\" dy=\"4\" text-anchor=\"end\">{Label(tick)}</text>\n");
        }

        foreach (var tick in x.Ticks())
            svg.Append($"<text x=\"{Number(Left + (x.ShareOf(tick) * (Width - Left - Right)))}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{Label(tick)}</text>\n");

        svg.Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>");
        svg.Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Left}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/>\n");
        svg.Append($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Escaped(XLabel)}</text>");
        svg.Append($"<text x=\"14\" y=\"{(Top + Height - Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {(Top + Height - Bottom) / 2})\">{Escaped(YLabel)}</text>\n");
    }

    private string Description() => string.Join(' ', Lines.Select(line => line.Points.IsEmpty
        ? $"{line.Name}: no values."
        : $"{line.Name}: {line.Points.Length} values of {YLabel}, from {Label(line.Points.Min(point => point.Y))} to {Label(line.Points.Max(point => point.Y))}."));

    private static string Label(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => SecurityElement.Escape(text) ?? "";
}
