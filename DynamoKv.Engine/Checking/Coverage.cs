// What happened in a run, or in many: a row that stays at zero shows what was never tried.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking;

/// <summary>Counts what happened, by lines of the log: a row that stays at zero shows what was never tried.</summary>
public sealed class Coverage
{
    private readonly long[] _counts = new long[CoverageRow.All.Length];

    /// <summary>What is counted and how often it was seen, in the order of the table.</summary>
    public ImmutableArray<(string Name, long Count)> Rows =>
        [.. CoverageRow.All.Select((row, index) => (row.Name, _counts[index]))];

    /// <summary>Takes a line.</summary>
    public void Take(LogEntry entry)
    {
        for (var index = 0; index < _counts.Length; index++)
            _counts[index] += CoverageRow.All[index].Fits(entry.What) ? 1 : 0;
    }

    /// <summary>Takes the counts of another run.</summary>
    public void Add(Coverage other)
    {
        for (var index = 0; index < _counts.Length; index++)
            _counts[index] += other._counts[index];
    }

    /// <summary>The table, a line a row.</summary>
    public string ToTable()
    {
        var table = new StringBuilder();
        foreach (var (name, count) in Rows)
            table.AppendLine(CultureInfo.InvariantCulture, $"{count,10:N0}  {name}");

        return table.ToString();
    }
}
