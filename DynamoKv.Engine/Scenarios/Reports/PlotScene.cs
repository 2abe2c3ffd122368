// Where the parts of a plot stand.
using System.Collections.Immutable;
using System.Globalization;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>A tick of an axis.</summary>
/// <param name="At">Where, in pixels.</param>
/// <param name="Text">Its value.</param>
public sealed record PlotTick(double At, string Text);

/// <summary>A marked time, as a box over the whole height.</summary>
public sealed record PlotBox(string What, double X, double Width);

/// <summary>A line as it is drawn.</summary>
/// <param name="Line">What it shows.</param>
/// <param name="Style">How it is told apart: a position in <see cref="PlotStyle.All"/>.</param>
/// <param name="Points">"x,y x,y": the corners.</param>
/// <param name="Marks">Where its markers stand.</param>
/// <param name="Bars">Intervals, upright.</param>
public sealed record PlotTrace(
    PlotLine Line, PlotStyle Style, string Points, ImmutableArray<(double X, double Y)> Marks, ImmutableArray<(double X, double Top, double Bottom)> Bars);

/// <summary>A plot, laid out: pages and files draw the same places.</summary>
public sealed record PlotScene
{
    /// <summary>How wide the picture is.</summary>
    public const int Width = 720;

    /// <summary>How high it is.</summary>
    public const int Height = 320;

    /// <summary>Where the axis at the left stands.</summary>
    public const int Left = 68;

    /// <summary>Where the picture ends at the right.</summary>
    public const int End = Width - 20;

    /// <summary>Where it ends at the top.</summary>
    public const int Top = 16;

    /// <summary>Where the axis at the bottom stands.</summary>
    public const int Base = Height - 50;

    private const int MostMarks = 24;

    /// <summary>The ticks of the axis at the bottom.</summary>
    public required ImmutableArray<PlotTick> XTicks { get; init; }

    /// <summary>The ticks of the axis at the left.</summary>
    public required ImmutableArray<PlotTick> YTicks { get; init; }

    /// <summary>The marked times.</summary>
    public required ImmutableArray<PlotBox> Boxes { get; init; }

    /// <summary>The lines.</summary>
    public required ImmutableArray<PlotTrace> Traces { get; init; }

    /// <summary>Lays a plot out.</summary>
    public static PlotScene Of(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var points = plot.Lines.SelectMany(line => line.Points).ToArray();
        var heights = points.Select(point => point.Y).Concat(plot.Lines.SelectMany(line => line.Spreads).SelectMany(spread => new[] { spread.Low, spread.High }));
        var x = PlotScale.Of(plot.XRange is { } range ? [range.From, range.Until] : points.Select(point => point.X), Left, End, plot.IsXLogarithmic, fromZero: false);
        var y = PlotScale.Of(heights, Base, Top, plot.IsYLogarithmic, fromZero: true);
        return new PlotScene
        {
            XTicks = [.. x.Ticks().Select(tick => new PlotTick(x.At(tick.Value), tick.Text))],
            YTicks = [.. y.Ticks().Select(tick => new PlotTick(y.At(tick.Value), tick.Text))],
            Boxes = [.. plot.Bands.Select(band => BoxOf(band, x)).OfType<PlotBox>()],
            Traces = [.. plot.Lines.Select((line, index) => TraceOf(line, PlotStyle.Of(index), x, y))],
        };
    }

    /// <summary>A place as SVG has it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static PlotBox? BoxOf(PlotBand band, PlotScale x)
    {
        var (from, until) = (x.At(Math.Max(band.From, x.Low)), x.At(Math.Min(band.Until, x.High)));
        return until > from ? new PlotBox(band.What, from, until - from) : null;
    }

    private static PlotTrace TraceOf(PlotLine line, PlotStyle style, PlotScale x, PlotScale y)
    {
        (double X, double Y)[] places = [.. line.Points.Where(point => x.Holds(point.X) && y.Holds(point.Y)).Select(point => (x.At(point.X), y.At(point.Y)))];
        var every = Math.Max(1, (places.Length + MostMarks - 1) / MostMarks);
        var bars = line.Spreads.Zip(line.Points)
            .Where(pair => x.Holds(pair.Second.X) && y.Holds(pair.First.High))
            .Select(pair => (x.At(pair.Second.X), y.At(pair.First.High), y.Holds(pair.First.Low)
                ? y.At(pair.First.Low)
                : Base));
        return new PlotTrace(
            line, style, string.Join(' ', places.Select(place => $"{Number(place.X)},{Number(place.Y)}")),
            [.. places.Where((_, index) => line.IsMarksOnly || index % every == 0)], [.. bars]);
    }
}
