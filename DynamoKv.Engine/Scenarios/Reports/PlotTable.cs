// A plot as a table.
using System.Collections.Immutable;
using System.Globalization;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>
/// A plot as a table: one row a place on the axis at the bottom, one column a line. The twin of the picture.
/// </summary>
/// <param name="Head">What stands in the columns.</param>
/// <param name="Rows">As many texts each; empty where a line has no value.</param>
public sealed record PlotTable(ImmutableArray<string> Head, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>The table of a plot.</summary>
    public static PlotTable Of(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var places = plot.Lines.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order();
        return new PlotTable([plot.XLabel, .. plot.Lines.Select(line => line.Name)], [.. places.Select(x => RowOf(plot, x))]);
    }

    /// <summary>The same as CSV (RFC 4180); lines end with a line feed.</summary>
    public string ToCsv() =>
        string.Concat(Rows.Prepend(Head).Select(row => string.Join(',', row.Select(HistoryText.Field)) + "\n"));

    private static ImmutableArray<string> RowOf(Plot plot, double x) => [Text(x), .. plot.Lines.Select(line => ValueOf(line, x))];

    private static string ValueOf(PlotLine line, double x)
    {
        for (var index = 0; index < line.Points.Length; index++)
        {
            if (line.Points[index].X.Equals(x))
            {
                var spread = index < line.Spreads.Length ? $" ({Text(line.Spreads[index].Low)} to {Text(line.Spreads[index].High)})" : "";
                return Text(line.Points[index].Y) + spread;
            }
        }

        return "";
    }

    private static string Text(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}
