// Clients don't wait for too long.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories.Service;

/// <summary>
/// A share of the operations that are done, of those that clients meant to begin in a window, took no longer than a
/// bound. It
/// counts from when a client meant to ask, however late it came to it; what was never done is the business of <see cref="Availability"/>.
/// </summary>
public sealed class Latency : HistoryChecker
{
    /// <summary>Which kinds count; empty: all.</summary>
    public ImmutableArray<HistoryKind> Kinds { get; init; } = [];

    /// <summary>Which operations count, by when their clients meant to begin.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>The share (0..1) that has to be fast: 0.999 is the 99.9th percentile.</summary>
    public double Share { get; init; } = 0.99;

    /// <summary>How long that share may take.</summary>
    public required TimeSpan Max { get; init; }

    /// <inheritdoc/>
    public override string Name => "latency";

    /// <summary>How long clients waited.</summary>
    public LatencyReport Measure(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new LatencyReport([.. Counted(history).Select(WaitOf).Order()]);
    }

    private protected override Judgement Judge(History history)
    {
        if (Measure(history).Quantile(Share) is not { } quantile)
            return new Judgement { Doubt = "Nothing was done in that window." };

        var judged = new Judgement { Summary = $"{Sentence(quantile)}." };
        if (quantile > Max)
            judged.Findings.AddRange(Counted(history).Where(row => WaitOf(row) > Max).Select(row => new Finding(row)));

        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding) =>
        new($"{Sentence(Measure(history).Quantile(Share)!.Value)}, longer than {Milliseconds(Max)}; the first that did: {Words.Of(finding.Culprit)} of "
            + $"'{finding.Culprit.Key}' with {Milliseconds(WaitOf(finding.Culprit))}{Words.Lines(finding.Culprit)}.", [finding.Culprit]);

    private string Sentence(TimeSpan quantile) => $"The {Words.Text($"{Share * 100:0.###}")}th percentile took {Milliseconds(quantile)}";

    private static string Milliseconds(TimeSpan time) => Words.Time(time.Ticks / TimeSpan.TicksPerMicrosecond);

    private static TimeSpan WaitOf(HistoryRow row) => row.Returned!.Value - row.IntendedAt;

    private IEnumerable<HistoryRow> Counted(History history) =>
        history.Rows.Where(row => row.IsOk && Window.Contains(row.IntendedAt) && (Kinds.IsDefaultOrEmpty || Kinds.Contains(row.Kind)));
}
