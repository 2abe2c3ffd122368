// Runs as tables.
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Scenarios.Reports;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>Runs as tables: one row a run as CSV, one row a cell for people.</summary>
internal static class RunTable
{
    private const string Header = "scenario,cell,seed,as_expected,done,failed,unknown,reads,stale,most_siblings,get_p50_ms,get_p99_ms,get_p999_ms,put_p50_ms,put_p99_ms,put_p999_ms,"
        + "virtual_seconds,steps,log_lines,hash";

    /// <summary>One row a run, sorted, so that the same runs give the same text.</summary>
    public static string ToCsv(IEnumerable<RunRecord> records)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var record in Sorted(records))
        {
            var figures = record.Figures;
            text.Append(CultureInfo.InvariantCulture, $"{record.Scenario},{HistoryText.Field(record.Cell)},{record.Seed},{Word(record.AsExpected)},{figures.Done},{figures.Failed},{figures.Unknown},")
                .Append(CultureInfo.InvariantCulture, $"{figures.Reads},{figures.Stale},{figures.MostSiblings},{figures.GetP50},{figures.GetP99},{figures.GetP999},")
                .Append(CultureInfo.InvariantCulture, $"{figures.PutP50},{figures.PutP99},{figures.PutP999},{record.VirtualSeconds},{record.Steps},{record.LogLines},{record.Hash}\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// One row a cell: how many runs, how many as expected, and the pooled figures with their intervals.
    /// </summary>
    public static string ToText(IEnumerable<RunRecord> records)
    {
        string[][] rows =
        [
            ["scenario", "runs", "as expected", "not", "unknown", "done", "stale reads (95 %)", "get p99 ms", "put p99 ms"],
            .. Sorted(records).GroupBy(record => (record.Scenario, record.Cell))
                .Select(cell => Row(cell.Key.Cell.Length == 0 ? cell.Key.Scenario : $"{cell.Key.Scenario}: {cell.Key.Cell}", [.. cell])),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return string.Concat(rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))) + "\n"));
    }

    public static IOrderedEnumerable<RunRecord> Sorted(IEnumerable<RunRecord> records) =>
        records.OrderBy(record => record.Scenario, StringComparer.Ordinal).ThenBy(record => record.Cell, StringComparer.Ordinal).ThenBy(record => record.Seed);

    private static string[] Row(string title, RunRecord[] runs)
    {
        var stale = new Proportion(runs.Sum(run => (long)run.Figures.Stale), runs.Sum(run => (long)run.Figures.Reads));
        var asked = runs.Sum(run => (long)run.Figures.Done + run.Figures.Failed + run.Figures.Unknown);
        var interval = stale.Wilson();
        return
        [
            title, Count(runs.Length), Count(runs.Count(run => run.AsExpected == true)), Count(runs.Count(run => run.AsExpected == false)), Count(runs.Count(run => run.AsExpected is null)),
            asked == 0 ? "-" : Percent(runs.Sum(run => (long)run.Figures.Done) / (double)asked),
            stale.Trials == 0 ? "-" : $"{Percent(stale.Share)} ({Percent(interval.Low)} to {Percent(interval.High)})",
            Median(runs.Select(run => run.Figures.GetP99)), Median(runs.Select(run => run.Figures.PutP99)),
        ];
    }

    private static string Median(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0 ? "-" : new Sample(known).Quantile(0.5).ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Word(bool? asExpected) => asExpected switch { true => "yes", false => "no", null => "unknown" };
}
