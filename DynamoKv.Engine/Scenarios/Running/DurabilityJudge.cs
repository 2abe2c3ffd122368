// Whether acknowledged writes survive lost disks.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>
/// Every acknowledged write survives the loss of any W - 1 disks: at rest at least W disks know it, or something that
/// had seen it.
/// </summary>
internal static class DurabilityJudge
{
    public static AssertionVerdict Judge(Assertion assertion, Evidence evidence)
    {
        if (!evidence.History.TellsCausality)
            return Judges.Say(assertion, "durable", VerdictOutcome.Unknown, "Last-write-wins keeps no contexts that say what was seen.");

        var quorum = evidence.Scenario.Node.Quorum;
        var counted = 0;
        List<(HistoryRow Write, int Disks)> lost = [];
        foreach (var key in evidence.Asked.Keys)
        {
            var clocks = evidence.Disks.Nodes.Select(node => node.Hints.Where(hint => hint.Key == key.Key)
                .Aggregate(node.RowOf(key.Key).Context, (clock, hint) => clock.Merge(hint.Versions.Context))).ToArray();
            foreach (var write in key.Writes.Where(row => row is { IsOk: true, Kind: HistoryKind.Write, Written.Dot: not null }))
            {
                counted++;
                var disks = clocks.Count(clock => KeyRows.Covers(clock, write));
                if (disks < quorum.W && !IsReaped(key, write))
                    lost.Add((write, disks));
            }
        }

        return lost.Count > 0 ? Broken(assertion, quorum.W, lost)
            : counted == 0 ? Judges.Say(assertion, "durable", VerdictOutcome.Unknown, "No write was acknowledged.")
            : Judges.Say(assertion, "durable", VerdictOutcome.Pass, $"{Words.Count(counted, "acknowledged write is", "acknowledged writes are")} known to {quorum.W} disks or more.");
    }

    private static AssertionVerdict Broken(Assertion assertion, int quorum, List<(HistoryRow Write, int Disks)> lost)
    {
        var (first, known) = lost[0];
        var sentence = $"{Words.Opening(first)} on '{first.Key}' was acknowledged, and {Words.Count(known, "disk knows", "disks know")} it at rest: fewer than W = {quorum}.";
        var more = lost.Count == 1 ? "" : $" {Words.Count(lost.Count - 1, "more breach", "more breaches")} like it.";
        var verdict = Judges.Say(assertion, "durable", VerdictOutcome.Fail, sentence + more, first.BeginLine, first.EndLine);
        return verdict with { Witness = [.. lost.Select(one => one.Write)] };
    }

    // A tombstone that everybody agreed to remove takes the memory of what it replaced with it.
    private static bool IsReaped(KeyRows key, HistoryRow write) =>
        key.Writes.Any(row => row.Kind == HistoryKind.Delete && row.IsOk && KeyRows.Replaces(row, write));
}
