// Columns for a terminal.
using System.Globalization;
using System.Text;

namespace DynamoKv.Web.Hosting.Administration;

/// <summary>Rows of text in columns, for a terminal and for tools that read columns.</summary>
internal sealed class TextTable(params string[] titles)
{
    private readonly List<string[]> _rows = [titles];

    public void Add(params object?[] cells) =>
        _rows.Add([.. cells.Select(cell => OneLine(Convert.ToString(cell, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "-"))]);

    public void Write(TextWriter output)
    {
        var widths = Enumerable.Range(0, titles.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    /// <summary>Names come from others: they must not write to the terminal what it would obey.</summary>
    private static string OneLine(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var one in text)
        {
            clean.Append(char.IsControl(one) ? '?' : one);
        }

        return clean.ToString();
    }
}
