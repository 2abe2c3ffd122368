// Enough of what clients ask is done.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories.Service;

/// <summary>How the operations of a window ended.</summary>
public readonly record struct AvailabilityReport(int Done, int Failed, int Unknown)
{
    /// <summary>All of them.</summary>
    public int Total => Done + Failed + Unknown;

    /// <summary>The share that is done; 1 when nothing was asked.</summary>
    public double Share => Total == 0 ? 1 : (double)Done / Total;
}

/// <summary>At least a share of the operations that clients meant to begin in a window are done.</summary>
public sealed class Availability : HistoryChecker
{
    /// <summary>Which kinds count; empty: all.</summary>
    public ImmutableArray<HistoryKind> Kinds { get; init; } = [];

    /// <summary>Which operations count, by when their clients meant to begin.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>The least share (0..1) that has to be done.</summary>
    public double MinShare { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "availability";

    /// <summary>How the operations ended.</summary>
    public AvailabilityReport Measure(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var counts = new int[3];
        foreach (var row in Counted(history))
            counts[(int)row.Outcome]++;

        return new AvailabilityReport(counts[(int)HistoryOutcome.Ok], counts[(int)HistoryOutcome.Fail], counts[(int)HistoryOutcome.Info]);
    }

    private protected override Judgement Judge(History history)
    {
        var report = Measure(history);
        var judged = new Judgement
        {
            Doubt = report.Total == 0 ? "Nothing was asked in that window." : null,
            Summary = $"{Sentence(report)}.",
        };
        if (report.Share < MinShare)
            judged.Findings.AddRange(Counted(history).Where(row => !row.IsOk).Select(row => new Finding(row)));

        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding) =>
        new($"{Sentence(Measure(history))}, less than {Words.Share(MinShare)}; the first that was not: {Words.Of(finding.Culprit)} of '{finding.Culprit.Key}', "
            + $"asked {Words.At(finding.Culprit.IntendedAt)}{Words.Lines(finding.Culprit)}.", [finding.Culprit]);

    private static string Sentence(AvailabilityReport report) =>
        $"{Words.Text($"{report.Done:N0} of ")}{Words.Count(report.Total, "operation", "operations")} were done ({Words.Share(report.Share)})";

    private IEnumerable<HistoryRow> Counted(History history) =>
        history.Rows.Where(row => Window.Contains(row.IntendedAt) && (Kinds.IsDefaultOrEmpty || Kinds.Contains(row.Kind)));
}
