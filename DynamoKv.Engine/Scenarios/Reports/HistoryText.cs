// A history as a table in text.
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>A history as CSV (RFC 4180), one row an operation, times in ms of virtual time.</summary>
public static class HistoryText
{
    /// <summary>The first line.</summary>
    public const string Header = "number,process,operation,kind,key,written,seen,intended_ms,invoked_ms,returned_ms,outcome,begin_line,end_line";

    /// <summary>All of it; lines end with a line feed.</summary>
    public static string ToCsv(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var text = new StringBuilder(Header).Append('\n');
        foreach (var row in history.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Number},{Field(row.Process ?? "")},{Field(row.Operation)},{NameOf(row.Kind)},{Field(row.Key.Text)},")
                .Append(Field(row.Written is { } written ? written.Text ?? "(tombstone)" : "")).Append(',')
                .Append(Field(string.Join(" | ", row.Seen.Select(value => value.Text ?? "(tombstone)")))).Append(',')
                .Append(CultureInfo.InvariantCulture, $"{Milliseconds(row.IntendedAt)},{Milliseconds(row.Invoked)},{(row.Returned is { } end ? Milliseconds(end) : "")},")
                .Append(CultureInfo.InvariantCulture, $"{row.Outcome.ToString().ToLowerInvariant()},{row.BeginLine},{row.EndLine}\n");
        }

        return text.ToString();
    }

    /// <summary>A field, in quotes where it needs them.</summary>
    public static string Field(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string NameOf(HistoryKind kind) => kind switch
    {
        HistoryKind.Read => "get",
        HistoryKind.Write => "put",
        HistoryKind.Delete => "delete",
        HistoryKind.Add => "add",
        _ => throw new InvalidOperationException($"There is no word for '{kind}'."),
    };

    private static string Milliseconds(Instant at) => string.Create(CultureInfo.InvariantCulture, $"{at.Microseconds / 1000m:0.###}");
}
