// A sweep as a matrix.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;

namespace DynamoKv.Web.Components.Experiments;

/// <summary>One cell of the matrix.</summary>
/// <param name="Text">Its number with its interval; a dash: there is none.</param>
/// <param name="Step">How dark it is, 0 to <see cref="SweepGrid.Steps"/>.</param>
internal sealed record GridCell(string Text, int Step);

/// <summary>A sweep as a matrix of one figure: the last word that is varied across, all others down.</summary>
/// <param name="Corner">What is varied across.</param>
/// <param name="Columns">Its values.</param>
/// <param name="Rows">The values of the others, with a cell a column.</param>
internal sealed record SweepGrid(string Corner, ImmutableArray<string> Columns, ImmutableArray<(string Title, ImmutableArray<GridCell> Cells)> Rows)
{
    /// <summary>The darkest step.</summary>
    public const int Steps = 4;

    /// <summary>The matrix of a figure.</summary>
    public static SweepGrid Of(ImmutableArray<SweepCellReport> cells, string figure)
    {
        double[] known = [.. cells.Select(cell => cell.Find(figure)?.Value).OfType<double>()];
        var (low, high) = known.Length == 0 ? (0, 0) : (known.Min(), known.Max());
        var columns = cells.Select(ColumnOf).Distinct().ToImmutableArray();
        var rows = cells.GroupBy(RowOf).Select(row => (row.Key, columns
            .Select(column => CellOf(row.FirstOrDefault(cell => ColumnOf(cell) == column)?.Find(figure), low, high)).ToImmutableArray()));
        return new SweepGrid(cells[0].Values.IsEmpty ? figure : cells[0].Values[^1].Path, columns, [.. rows]);
    }

    private static string ColumnOf(SweepCellReport cell) => cell.Values.IsEmpty ? "–" : cell.Values[^1].Value;

    private static string RowOf(SweepCellReport cell) =>
        cell.Values.Length < 2 ? "–" : string.Join(", ", cell.Values[..^1].Select(one => $"{one.Path[(one.Path.LastIndexOf('.') + 1)..]} = {one.Value}"));

    private static GridCell CellOf(CellFigure? figure, double low, double high) => figure?.Value is not { } value
        ? new GridCell("–", 0)
        : new GridCell(figure.Text, high > low ? (int)Math.Round(Steps * (value - low) / (high - low)) : 0);
}
