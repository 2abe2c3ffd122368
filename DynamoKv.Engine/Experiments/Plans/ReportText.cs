// Reports as text for other programs and for documents.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DynamoKv.Engine.Scenarios.Reports;

namespace DynamoKv.Engine.Experiments.Plans;

/// <summary>Reports as CSV, as JSON and as a table in Markdown.</summary>
public static class ReportText
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>"yes", "no" or "unknown".</summary>
    public static string Word(Agreement agreement) => agreement switch
    {
        Agreement.Yes => "yes",
        Agreement.No => "no",
        Agreement.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(agreement), agreement, "There is no such agreement."),
    };

    /// <summary>The figures as CSV (RFC 4180), and of a sweep its cells; lines end with a line feed.</summary>
    public static string ToCsv(ExperimentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder(report.Cells.IsEmpty ? "" : "cell,runs,as_expected,figure,value,seed\n");
        foreach (var cell in report.Cells)
        {
            foreach (var figure in cell.Figures)
            {
                text.Append(Line(cell.Title, Text(cell.Runs), Text(cell.AsExpected), figure.Name, Text(figure.Value), ""));
                foreach (var (seed, value) in figure.PerSeed)
                    text.Append(Line(cell.Title, "", "", figure.Name, Text(value), seed.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return text.Append("figure,published,independent,measured,interval_95,n,agrees,reason\n")
            .AppendJoin("", report.Rows.Select(row => Line(row.What, row.Published, row.Independent, row.Measured, row.Interval, Text(row.Trials), Word(row.Agrees), row.Reason)))
            .ToString();
    }

    /// <summary>All of it as JSON.</summary>
    public static string ToJson(IExperiment experiment, ExperimentReport report)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(
            new
            {
                experiment.Name,
                experiment.Title,
                experiment.Claim,
                experiment.Source,
                report.Seeds,
                report.Done,
                report.Parts,
                Agrees = Word(report.Agrees),
                Rows = report.Rows.Select(row => new { row.What, row.Published, row.Independent, row.Measured, row.Interval, n = row.Trials, Agrees = Word(row.Agrees), row.Reason }),
                Cells = report.Cells.Select(cell => new
                {
                    cell.Title,
                    Values = cell.Values.ToDictionary(one => one.Path, one => one.Value),
                    cell.Runs,
                    cell.AsExpected,
                    Figures = cell.Figures.Select(figure => new { figure.Name, figure.Value, Seeds = figure.PerSeed.ToDictionary(one => Text((long)one.Seed), one => one.Value) }),
                }),
                Plots = report.Plots.Select(plot => new
                {
                    plot.Title,
                    plot.XLabel,
                    plot.YLabel,
                    Lines = plot.Lines.Select(line => new { line.Name, Points = line.Points.Select(point => new[] { point.X, point.Y }) }),
                }),
            },
            Json);
    }

    /// <summary>The figures as a section of a document.</summary>
    public static string ToMarkdown(IExperiment experiment, ExperimentReport report)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"## {experiment.Title}\n\n`{experiment.Name}`: {experiment.Claim} ({experiment.Source}.)\n\n")
            .Append(CultureInfo.InvariantCulture, $"Seeds {report.Seeds}, {report.Done:N0} of {report.Parts:N0} parts. Agrees: **{Word(report.Agrees)}**.\n\n")
            .Append("| figure | published | independent | measured | 95 % interval | n | agrees |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in report.Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Published} | {row.Independent} | {row.Measured} | {row.Interval} | {row.Trials:N0} | {Said(row)} |\n");

        return text.Append('\n').ToString();
    }

    // A reason only where it says more than the numbers.
    private static string Said(ResultRow row) =>
        row.Agrees == Agreement.Yes && !row.Reason.Contains("sampling error", StringComparison.Ordinal)
            ? "yes"
            : $"{Word(row.Agrees)}: {row.Reason}";

    private static string Line(params ReadOnlySpan<string> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
            line.Append(line.Length == 0 ? "" : ",").Append(field.Length == 0 && line.Length == 0 ? "\"\"" : HistoryText.Field(field));

        return line.Append('\n').ToString();
    }

    private static string Text(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("0.######", CultureInfo.InvariantCulture) : "";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
