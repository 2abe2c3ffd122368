// Whether acknowledged writes survive lost disks.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>Every acknowledged write survives the loss of any W - 1 disks: at rest at least W disks know it, or something that had seen it.</summary>
internal static class DurabilityJudge
{
    public static AssertionVerdict Judge(Assertion assertion, Evidence evidence)
    {
        if (!evidence.History.TellsCausality)
            return Judges.Say(assertion, "durable", VerdictOutcome.Unknown, "Last-write-wins keeps no contexts that say what was seen.");

        var quorum = evidence.Scenario.Node.Quorum;
        var counted = 0;
        foreach (var key in evidence.Asked.Keys)
        {
            var clocks = evidence.Disks.Nodes.Select(node => node.Hints.Where(hint => hint.Key == key.Key)
                .Aggregate(node.RowOf(key.Key).Context, (clock, hint) => clock.Merge(hint.Versions.Context))).ToArray();
            foreach (var write in key.Writes.Where(row => row is { IsOk: true, Kind: HistoryKind.Write, Written.Dot: not null }))
            {
                counted++;
                var disks = clocks.Count(clock => KeyRows.Covers(clock, write));
                if (disks < quorum.W && !IsReaped(key, write))
                {
                    return Judges.Say(
                        assertion, "durable", VerdictOutcome.Fail,
                        $"{Words.Opening(write)} on '{key.Key}' was acknowledged, and {Words.Count(disks, "disk knows", "disks know")} it at rest: fewer than W = {quorum.W}.",
                        write.BeginLine, write.EndLine);
                }
            }
        }

        return counted == 0
            ? Judges.Say(assertion, "durable", VerdictOutcome.Unknown, "No write was acknowledged.")
            : Judges.Say(assertion, "durable", VerdictOutcome.Pass, $"{Words.Count(counted, "acknowledged write is", "acknowledged writes are")} known to {quorum.W} disks or more.");
    }

    // A tombstone that everybody agreed to remove takes the memory of what it replaced with it.
    private static bool IsReaped(KeyRows key, HistoryRow write) =>
        key.Writes.Any(row => row.Kind == HistoryKind.Delete && row.IsOk && KeyRows.Replaces(row, write));
}
