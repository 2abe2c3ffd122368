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
/// A plot of lines over one axis, with marked times behind them. It is drawn for light and dark pages, says what it shows to a screen reader, and
/// tells lines apart by dashes as well as by colour.
/// </summary>
public sealed record Plot
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Left = 64;
    private const int Right = 16;
    private const int Top = 34;
    private const int Bottom = 46;
    private const int Ticks = 5;

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

    /// <summary>The plot as a standalone SVG.</summary>
    public string ToSvg()
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var (xMin, xMax) = points.Length == 0 ? (0, 1) : Range(points.Min(point => point.X), points.Max(point => point.X));
        var (yMin, yMax) = points.Length == 0 ? (0, 1) : Range(Math.Min(0, points.Min(point => point.Y)), points.Max(point => point.Y));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append($"<title>{Escaped(Title)}</title>\n<desc>{Escaped(Description())}</desc>\n");
        svg.Append("<style>:root{color-scheme:light dark}svg{background:Canvas;color:CanvasText}text{fill:CanvasText}.axis{stroke:CanvasText;stroke-width:1}.grid{stroke:CanvasText;stroke-opacity:.15}"
            + ".band{fill:#d55e00;fill-opacity:.15}.line{fill:none;stroke-width:2}</style>\n");
        svg.Append($"<text x=\"{Left}\" y=\"18\" font-size=\"14\">{Escaped(Title)}</text>\n");
        foreach (var band in Bands)
        {
            var (from, until) = (X(Math.Max(band.From, xMin)), X(Math.Min(band.Until, xMax)));
            if (until > from)
                svg.Append($"<rect class=\"band\" x=\"{Number(from)}\" y=\"{Top}\" width=\"{Number(until - from)}\" height=\"{Height - Top - Bottom}\"><title>{Escaped(band.What)}</title></rect>\n");
        }

        Axes(svg, xMin, xMax, yMin, yMax);
        for (var index = 0; index < Lines.Length; index++)
            Draw(svg, Lines[index], index);

        return svg.Append("</svg>\n").ToString();

        double X(double x) => Left + ((x - xMin) / (xMax - xMin) * (Width - Left - Right));

        double Y(double y) => Height - Bottom - ((y - yMin) / (yMax - yMin) * (Height - Top - Bottom));

        void Draw(StringBuilder into, PlotLine line, int index)
        {
            var (colour, dash) = Styles[index % Styles.Length];
            var path = string.Join(' ', line.Points.Select(point => $"{Number(X(point.X))},{Number(Y(point.Y))}"));
            into.Append($"<polyline class=\"line\" stroke=\"{colour}\" stroke-dasharray=\"{dash}\" points=\"{path}\"><title>{Escaped(line.Name)}</title></polyline>\n");
            var (x, y) = (Width - Right - 150, 14 + (index * 14));
            into.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x}\" x2=\"{x + 24}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 30}\" y=\"{y + 4}\">{Escaped(line.Name)}</text>\n");
        }
    }

    private void Axes(StringBuilder svg, double xMin, double xMax, double yMin, double yMax)
    {
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var share = tick / (double)Ticks;
            var (x, y) = (Left + (share * (Width - Left - Right)), Height - Bottom - (share * (Height - Top - Bottom)));
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Number(y)}\" y2=\"{Number(y)}\"/>");
            svg.Append($"<text x=\"{Left - 6}\" y=\"{Number(y + 4)}\" text-anchor=\"end\">{Label(yMin + (share * (yMax - yMin)))}</text>");
            svg.Append($"<text x=\"{Number(x)}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{Label(xMin + (share * (xMax - xMin)))}</text>\n");
        }

        svg.Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>");
        svg.Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Left}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/>\n");
        svg.Append($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Escaped(XLabel)}</text>");
        svg.Append($"<text x=\"14\" y=\"{(Top + Height - Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {(Top + Height - Bottom) / 2})\">{Escaped(YLabel)}</text>\n");
    }

    private string Description() => string.Join(' ', Lines.Select(line => line.Points.IsEmpty
        ? $"{line.Name}: no values."
        : $"{line.Name}: {line.Points.Length} values of {YLabel}, from {Label(line.Points.Min(point => point.Y))} to {Label(line.Points.Max(point => point.Y))}."));

    private static (double, double) Range(double low, double high) => high > low ? (low, high) : (low, low + 1);

    private static string Label(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => SecurityElement.Escape(text) ?? "";
}
