// Operations, times and counts as words for people.
using System.Globalization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>Operations, times and counts as words for people.</summary>
internal static class Words
{
    /// <summary>"put c1-4 ('milk')" or "read c2-1".</summary>
    public static string Of(HistoryRow row) => row.Kind switch
    {
        HistoryKind.Read => $"read {row.Operation}",
        HistoryKind.Delete => $"delete {row.Operation}",
        HistoryKind.Add => $"add {row.Operation} ({row.Written})",
        _ => $"put {row.Operation} ({row.Written})",
    };

    /// <summary>The same at the beginning of a sentence.</summary>
    public static string Opening(HistoryRow row) => $"{char.ToUpperInvariant(Of(row)[0])}{Of(row)[1..]}";

    /// <summary>" (lines 12, 40)" or nothing.</summary>
    public static string Lines(params ReadOnlySpan<HistoryRow> rows)
    {
        var lines = new SortedSet<long>();
        foreach (var row in rows)
        {
            lines.Add(row.BeginLine);
            lines.Add(row.EndLine);
        }

        lines.Remove(0);
        return lines.Count == 0 ? "" : $" (lines {string.Join(", ", lines)})";
    }

    /// <summary>What a read showed: "nothing", "'milk'", "'milk' and 'bread'".</summary>
    public static string Shown(HistoryRow read)
    {
        string[] live = [.. read.Seen.Where(value => !value.IsTombstone).Select(value => value.ToString())];
        return live.Length == 0 ? "nothing" : string.Join(" and ", live.Take(4)) + (live.Length > 4 ? Text($" and {live.Length - 4} more") : "");
    }

    /// <summary>"16.0 ms".</summary>
    public static string Time(long microseconds) => Text($"{microseconds / 1000.0:0.0##} ms");

    /// <summary>"at 1,240.0 ms".</summary>
    public static string At(Instant instant) => Text($"at {instant.Microseconds / 1000.0:#,0.0##} ms");

    /// <summary>"1 read" or "2 reads".</summary>
    public static string Count(long count, string one, string many) => Text($"{count:N0} {(count == 1 ? one : many)}");

    /// <summary>"12.5%".</summary>
    public static string Share(double share) => Text($"{share * 100:0.###}%");

    /// <summary>Text with the same numbers everywhere.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
