// How fresh reads are, and how fresh they should be.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Registers;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>
/// How fresh reads are that begin a time after the last acknowledged write, and how fresh the model says they should
/// be.
/// </summary>
internal static class FreshnessJudge
{
    private const int Trials = 50_000;
    private const int FewestReads = 100;

    public static AssertionVerdict Judge(Assertion.FreshProbability wanted, Evidence evidence)
    {
        var looks = Looks(evidence).Where(look => look.Since >= wanted.At).ToArray();
        var share = new Proportion(looks.Count(look => look.IsFresh), looks.Length);
        if (looks.Length == 0)
            return Judges.Say(wanted, "fresh_probability", VerdictOutcome.Unknown, "No read began so long after an acknowledged write and before the next one.");

        var interval = share.Wilson(NormalQuantile.TwoSided(wanted.Confidence));
        var outcome = interval.Low >= wanted.Min ? VerdictOutcome.Pass : interval.High < wanted.Min ? VerdictOutcome.Fail : VerdictOutcome.Unknown;
        HistoryRow[] stale = [.. looks.Where(look => !look.IsFresh).Select(look => look.Read)];
        var sentence = $"{Words.Share(share.Share)} of {Words.Count(looks.Length, "read", "reads")} that began {Words.Time(wanted.At.Ticks / 10)} or more after the last acknowledged write were fresh "
            + $"({Words.Share(wanted.Confidence)} interval {Words.Share(interval.Low)} to {Words.Share(interval.High)}; at least {Words.Share(wanted.Min)} are asked for).";
        return stale is [var first, ..]
            ? Judges.Say(wanted, "fresh_probability", outcome, sentence, first.BeginLine, first.EndLine) with { Witness = outcome == VerdictOutcome.Fail ? [.. stale] : [] }
            : Judges.Say(wanted, "fresh_probability", outcome, sentence);
    }

    public static AssertionVerdict Judge(Assertion.PbsMatches wanted, Evidence evidence)
    {
        var looks = Looks(evidence).Where(look => !evidence.Faults.Any(fault => look.Read.Invoked >= fault.From && look.Write.Invoked < fault.Until)).ToArray();
        if (looks.Length < FewestReads)
            return Judges.Say(wanted, "pbs_matches", VerdictOutcome.Unknown, $"{Words.Count(looks.Length, "read", "reads")} while no fault was active: {FewestReads} are the fewest.");

        var quorum = evidence.Scenario.Node.Quorum;
        var freshFrom = WarsByLatency.Draw(evidence.Scenario.Network, quorum, Trials, new DeterministicRandom(evidence.Scenario.Seed).Stream("pbs"));
        var expected = looks.Select(look => (look.Read, look.IsFresh, Chance: freshFrom.AtMost(look.Since.TotalMilliseconds).Share)).ToArray();
        var predicted = expected.Sum(look => look.Chance) / looks.Length;
        var measured = new Proportion(looks.Count(look => look.IsFresh), looks.Length);
        var interval = measured.Wilson();
        var sentence = $"The model predicts {Words.Share(predicted)} fresh reads for these legs and these times, measured are {Words.Share(measured.Share)} "
            + $"of {Words.Count(looks.Length, "read", "reads")} (95% interval {Words.Share(interval.Low)} to {Words.Share(interval.High)}).";
        if (Math.Abs(predicted - measured.Share) <= wanted.Tolerance)
            return Judges.Say(wanted, "pbs_matches", VerdictOutcome.Pass, sentence);

        var surprises = Surprises(expected, measured.Share < predicted, wanted.Tolerance);
        return Judges.Say(wanted, "pbs_matches", VerdictOutcome.Fail, sentence, surprises[0].BeginLine, surprises[0].EndLine) with { Witness = surprises };
    }

    // The reads that the model expects least, as many as it takes until the others agree with it.
    private static ImmutableArray<HistoryRow> Surprises((HistoryRow Read, bool IsFresh, double Chance)[] looks, bool areStale, double tolerance)
    {
        var (count, fresh, predicted) = (looks.Length, looks.Count(look => look.IsFresh), looks.Sum(look => look.Chance));
        var surprises = ImmutableArray.CreateBuilder<HistoryRow>();
        foreach (var look in looks.Where(look => look.IsFresh != areStale).OrderBy(look => areStale ? -look.Chance : look.Chance).ThenBy(look => look.Read.Number))
        {
            if (count == 0 || Math.Abs(predicted - fresh) / count <= tolerance)
                break;

            (count, fresh, predicted) = (count - 1, fresh - (look.IsFresh ? 1 : 0), predicted - look.Chance);
            surprises.Add(look.Read);
        }

        return surprises.ToImmutable();
    }

    // Reads that begin after an acknowledged write of their key and while no other write is under way.
    private static IEnumerable<(HistoryRow Read, HistoryRow Write, TimeSpan Since, bool IsFresh)> Looks(Evidence evidence)
    {
        foreach (var key in evidence.Asked.Registers)
        {
            var times = new WriteTimes(key);
            HistoryRow? last = null;
            var busyUntil = long.MinValue; // a write is under way until then
            foreach (var row in key.Rows)
            {
                if (row.IsWrite && row.MayHaveHappened)
                {
                    busyUntil = Math.Max(busyUntil, row.End);
                    last = row.IsOk && (last is null || row.End >= last.End) ? row : last;
                }
                else if (row is { Kind: HistoryKind.Read, IsOk: true } && last is not null && busyUntil < row.Begin)
                {
                    yield return (row, last, row.Invoked - last.Returned!.Value, times.FirstMissedBy(row) is null);
                }
            }
        }
    }
}
