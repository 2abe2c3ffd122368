// Every element that was added to a set is accounted for.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Checking.Histories.Accounting;

/// <summary>
/// Every element that was known to be in a set stays in it; and a set shows nothing that nobody added.
/// </summary>
public sealed class SetAccounting : HistoryChecker
{
    /// <inheritdoc/>
    public override string Name => "set";

    /// <summary>What became of every element.</summary>
    public static SetReport Measure(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var elements = ImmutableArray.CreateBuilder<SetElement>();
        var unexpected = ImmutableArray.CreateBuilder<HistoryRow>();
        foreach (var key in history.Keys.Where(key => key.IsSet))
        {
            var tally = new SetTally(key);
            elements.AddRange(tally.Elements());
            unexpected.AddRange(tally.Unexpected);
        }

        return new SetReport(elements.ToImmutable(), unexpected.ToImmutable());
    }

    private protected override Judgement Judge(History history)
    {
        var report = Measure(history);
        var judged = new Judgement();
        foreach (var lost in report.Elements.Where(element => element.Fate == ElementFate.Lost))
            judged.Findings.AddRange(lost.Adds.Select(add => new Finding(add, lost.LastAbsent)));

        judged.Findings.AddRange(report.Unexpected.Select(read => new Finding(read)));
        var unread = report.Count(ElementFate.NeverRead);
        judged.Doubt = unread == 0 ? null : $"No read began after {Words.Count(unread, "acknowledged add", "acknowledged adds")}: read every set at the end.";
        judged.Summary = $"{Words.Count(report.Count(ElementFate.Stable), "acknowledged element is", "acknowledged elements are")} there to stay.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding)
    {
        var row = finding.Culprit;
        if (!row.IsWrite)
            return new Explanation($"{Words.Opening(row)} showed an element of '{row.Key}' that nobody had added{Words.Lines(row)}.", [row]);

        var element = Measure(history).Elements.First(one => one.Key == row.Key && one.Adds.Any(add => add.Number == row.Number));
        var absent = element.LastAbsent!;
        var known = element.IsAcknowledged ? "was acknowledged" : "was seen";
        return new Explanation(
            $"{Words.Opening(row)} to '{row.Key}' {known}, but the last {Words.Of(absent)}, {Words.At(absent.Invoked)}, does not show it; "
            + $"it was there for {Words.Time(element.Latency.Ticks / TimeSpan.TicksPerMicrosecond)}{Words.Lines(row, absent)}.",
            [row, absent]);
    }
}
