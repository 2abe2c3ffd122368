// A number of two runs, beside each other.
using System.Globalization;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Compare;

/// <summary>A number of two runs, beside each other, in words.</summary>
/// <param name="Name">What it is.</param>
/// <param name="First">Of the first run; a dash: it has none.</param>
/// <param name="Second">Of the second run.</param>
/// <param name="Difference">Second less first, with its sign; a dash: one of them has none.</param>
public sealed record FigureRow(string Name, string First, string Second, string Difference)
{
    private const string None = "–";

    /// <summary>The numbers of two runs.</summary>
    public static IReadOnlyList<FigureRow> Of(RunFigures first, RunFigures second) =>
    [
        Count(CompareText.Done, first.Done, second.Done), Count(CompareText.Failed, first.Failed, second.Failed), Count(CompareText.Unknown, first.Unknown, second.Unknown),
        Count(CompareText.Reads, first.Reads, second.Reads), Count(CompareText.Stale, first.Stale, second.Stale), Count(CompareText.MostSiblings, first.MostSiblings, second.MostSiblings),
        Time(CompareText.GetP50, first.GetP50, second.GetP50), Time(CompareText.GetP99, first.GetP99, second.GetP99),
        Time(CompareText.PutP50, first.PutP50, second.PutP50), Time(CompareText.PutP99, first.PutP99, second.PutP99),
    ];

    private static FigureRow Count(string name, int first, int second) => new(name, Text(first), Text(second), Signed(second - first, "+#,0;-#,0;0"));

    private static FigureRow Time(string name, double? first, double? second) => new(
        name, Text(first), Text(second), first is { } one && second is { } other ? Signed(other - one, "+#,0.##;-#,0.##;0") : None);

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(double? milliseconds) => milliseconds is { } time ? time.ToString("#,0.##", CultureInfo.InvariantCulture) : None;

    private static string Signed(double difference, string format) => difference.ToString(format, CultureInfo.InvariantCulture);
}
