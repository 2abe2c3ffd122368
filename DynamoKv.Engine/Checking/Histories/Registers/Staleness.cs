// How many reads miss acknowledged writes, and by how much.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// No more than a share of the reads that begin in a window are stale: miss a write that was acknowledged before they
/// began.
/// </summary>
public sealed class Staleness : HistoryChecker
{
    /// <summary>The key that is judged; null: all.</summary>
    public Key? Key { get; init; }

    /// <summary>Which reads count, by their beginning.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>The greatest share (0..1) of stale reads that is allowed.</summary>
    public double MaxShare { get; init; }

    /// <inheritdoc/>
    public override string Name => "stale reads";

    /// <summary>How stale the reads were.</summary>
    public StalenessReport Measure(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var stale = ImmutableArray.CreateBuilder<StaleRead>();
        var reads = 0;
        foreach (var key in history.OfKey(Key).Registers)
            reads += AddStale(stale, key);

        stale.Sort(static (left, right) => left.Read.Begin != right.Read.Begin
            ? left.Read.Begin.CompareTo(right.Read.Begin)
            : left.Read.Number.CompareTo(right.Read.Number));
        return new StalenessReport(reads, stale.ToImmutable());
    }

    private protected override Judgement Judge(History history)
    {
        var report = Measure(history);
        var judged = new Judgement
        {
            Summary = $"{Words.Text($"{report.Stale.Length:N0} of ")}{Words.Count(report.Reads, "read", "reads")} "
                + $"were stale ({Words.Share(report.StaleShare)}).",
        };
        if (report.StaleShare > MaxShare)
            judged.Findings.AddRange(report.Stale.Select(stale => new Finding(stale.Read, stale.Missed)));

        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding)
    {
        var report = Measure(history);
        var first = RegisterWords.Missed(history.Keys.First(key => key.Key == finding.Culprit.Key), finding.Culprit)!.Value;
        return first with
        {
            Sentence = $"{Words.Share(report.StaleShare)} of {Words.Count(report.Reads, "read", "reads")} were stale, "
                + $"more than {Words.Share(MaxShare)}: {first.Sentence}",
        };
    }

    private int AddStale(ImmutableArray<StaleRead>.Builder stale, KeyRows key)
    {
        var times = new WriteTimes(key);
        var reads = 0;
        List<HistoryRow> found = [];
        foreach (var read in key.Reads.Where(read => Window.Contains(read.Invoked)))
        {
            reads++;
            if (times.FirstMissedBy(read) is not null)
                found.Add(read);
        }

        var counts = found.Count == 0 ? [] : MissedCounter.Count(times, found);
        for (var place = 0; place < found.Count; place++)
        {
            var missed = times.FirstMissedBy(found[place])!;
            stale.Add(new StaleRead(found[place], missed, counts[place], found[place].Invoked - missed.Returned!.Value));
        }

        return reads;
    }
}
